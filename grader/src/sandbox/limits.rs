//! What one run may use. CPU time, counts and bytes decide; the wall clock is only the last resort.

use serde::{Deserialize, Serialize};

/// Upper bounds for one run, for the whole tree of processes unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// CPU time of one process, in seconds.
    pub cpu_seconds: u64,
    /// Wall-clock time of the run, in seconds.
    pub wall_seconds: u64,
    /// Resident memory, in MiB.
    pub memory_mib: u64,
    /// Threads alive at once.
    pub threads: usize,
    /// Processes alive at once.
    pub processes: usize,
    /// Bytes printed to standard output and standard error together.
    pub output_bytes: usize,
    /// Open files of one process.
    pub files: u64,
    /// What lies in the folders that the run may write to, in MiB; of a single file as well.
    pub disk_mib: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            cpu_seconds: 10,
            wall_seconds: 60,
            memory_mib: 256,
            threads: 128,
            processes: 16,
            output_bytes: 1 << 20,
            files: 256,
            disk_mib: 64,
        }
    }
}
