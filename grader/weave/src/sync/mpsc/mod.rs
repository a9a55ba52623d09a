//! As [`std::sync::mpsc`].

mod channel;
mod real;
mod receiver;
mod sender;

use channel::{End, Shared};
pub use receiver::{IntoIter, Iter, Receiver, TryIter};
pub use sender::{Sender, SyncSender};
pub use std::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};

use crate::engine::{Place, me};
use real::{Receiving, Sending};
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::{Arc, Mutex};

/// What an end is of a channel whose messages are of this type: it has a share in what owns them.
type Carries<T> = PhantomData<Arc<Mutex<T>>>;

type Ends = (End<Box<dyn Sending>>, End<Box<dyn Receiving>>);

/// As [`std::sync::mpsc::channel`].
///
/// As in std, an end stays on its thread if its messages have to, and a channel does not outlive what they borrow:
///
/// ```compile_fail,E0277
/// let (sender, _receiver) = weave::sync::mpsc::channel::<std::rc::Rc<u8>>();
/// std::thread::spawn(move || sender);
/// ```
///
/// ```compile_fail,E0277
/// let (_sender, receiver) = weave::sync::mpsc::channel::<std::rc::Rc<u8>>();
/// std::thread::spawn(move || receiver);
/// ```
///
/// ```compile_fail,E0597
/// let (sender, _receiver) = weave::sync::mpsc::channel();
/// {
///     let text = String::from("gone too soon");
///     sender.send(text.as_str());
/// }
/// drop(sender);
/// ```
#[must_use]
#[track_caller]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = ends(None, Location::caller());
    (Sender(sender, PhantomData), Receiver::new(receiver))
}

/// As [`std::sync::mpsc::sync_channel`].
#[must_use]
#[track_caller]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let (sender, receiver) = ends(Some(bound), Location::caller());
    (SyncSender(sender, PhantomData), Receiver::new(receiver))
}

/// `bound`: None for a channel that holds as much as there is memory for.
fn ends(bound: Option<usize>, born: Place) -> Ends {
    if me().is_some() {
        let shared = Shared::new(bound, born);
        return (End::Explored(shared.clone()), End::Explored(shared));
    }
    let (sender, receiver): (Box<dyn Sending>, _) = match bound {
        None => {
            let (sender, receiver) = std::sync::mpsc::channel();
            (Box::new(sender), receiver)
        }
        Some(bound) => {
            let (sender, receiver) = std::sync::mpsc::sync_channel(bound);
            (Box::new(sender), receiver)
        }
    };
    (End::Outside(sender, born), End::Outside(Box::new(receiver), born))
}
