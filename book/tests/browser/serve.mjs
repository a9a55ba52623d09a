// Serves a folder on this machine, and counts the bytes that it sends.
import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join, normalize } from "node:path";

const TYPES = { html: "text/html", css: "text/css", js: "text/javascript", json: "application/json", svg: "image/svg+xml", png: "image/png", woff2: "font/woff2" };

/// `progress` of what it returns is what the reader's own grader is said to have written.
export async function serve(root) {
  const site = { progress: null, bytes: 0 };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (path === "/progress.json") {
      if (site.progress === null) return response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
      return response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(site.progress));
    }
    try {
      const file = join(root, normalize(path));
      const content = readFileSync(statSync(file).isDirectory() ? join(file, "index.html") : file);
      site.bytes += content.length;
      response.writeHead(200, { "Content-Type": TYPES[file.split(".").at(-1)] ?? "application/octet-stream" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  site.url = `http://127.0.0.1:${server.address().port}/`;
  site.sent = () => site.bytes;
  site.close = () => server.close();
  return site;
}
