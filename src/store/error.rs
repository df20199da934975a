//! What keeps the store from doing what it was asked, in its own words.

use std::path::PathBuf;

use crate::domain::{ChangeId, FieldConflict, OtherWriter};

/// The result of most of the store's functions.
pub type StoreResult<T> = Result<T, StoreError>;

/// Why the store did not do it. Nothing was written, unless the variant says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("{0} does not exist")]
    Missing(PathBuf),
    /// A folder, pipe or device.
    #[error("{0} is not a regular file")]
    NotAFile(PathBuf),
    /// A new book would lie where something is already.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// The system does not let us open it.
    #[error("{path} cannot be opened: {why}")]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// The system does not let us make it.
    #[error("{path} cannot be made: {why}")]
    CannotCreate {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// Some other file, or some other program's database.
    #[error("not a customer book of kenal")]
    NotOurs,
    /// Made or changed by a newer version.
    #[error("made by a newer version ({0})")]
    Newer(String),
    /// The file has several names: a write-ahead log beside each would be blind to the others.
    #[error("{0} has several names")]
    SeveralNames(PathBuf),
    /// Its tables are not those of this program.
    #[error("its tables are not those that kenal makes")]
    OtherTables,
    /// SQLite found the file damaged.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// The file lies on a network drive.
    #[error("the file lies on a network drive")]
    Network,
    /// Somebody else's file, which this person may not read.
    #[error("the file belongs to {owner}")]
    Foreign {
        /// The owner's name or number.
        owner: String,
    },
    /// A folder in which everybody may rename and replace everybody's files.
    #[error("everybody may change what lies in {0}")]
    OpenFolder(PathBuf),
    /// It can be looked at but not changed; whose it is, as far as known.
    #[error("the file is read-only")]
    ReadOnly {
        /// The owner's name or number.
        owner: String,
    },
    /// The file was moved or replaced under us.
    #[error("the file was moved or replaced")]
    Moved,
    /// Another process holds the file; which, if that is known.
    #[error("another process is writing")]
    Busy(Option<OtherWriter>),
    /// Another process does the same long job.
    #[error("process {pid} does the same for {who}")]
    Underway {
        /// For whom.
        who: String,
        /// The number of the process.
        pid: u32,
    },
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The read was not wanted any more.
    #[error("no longer wanted")]
    Cancelled,
    /// The customer, vehicle or visit is not in the book (any more).
    #[error("no longer in the book")]
    Gone,
    /// Somebody changed something since the form opened.
    #[error("changed by somebody else")]
    Conflict(Vec<FieldConflict>),
    /// The data was refused: fields by their stable names, with reason codes.
    #[error("refused: {0:?}")]
    Refused(Vec<(String, String)>),
    /// Nothing of this person's from this terminal is left to undo.
    #[error("nothing to undo")]
    NothingToUndo,
    /// A later change rests on the one to take back.
    #[error("a later change rests on it")]
    RestsOn {
        /// The later change.
        change: ChangeId,
        /// Its kind, such as `add_visit`.
        kind: String,
        /// Who made it.
        by: String,
    },
    /// Bringing the file up to date failed; it is as it was.
    #[error("not brought up to date: {why}")]
    Migration {
        /// What went wrong.
        why: String,
        /// The verified copy, if one was made.
        copy: Option<PathBuf>,
    },
    /// The disk failed while saving, and whether it was saved could not be looked up.
    #[error("it could not be confirmed whether this was saved: {0}")]
    Unsure(String),
    /// The disk, or SQLite, said something else.
    #[error("{0}")]
    Io(String),
    /// A statement of ours is wrong: a bug.
    #[error("internal: {0}")]
    Internal(String),
}

impl From<rusqlite::Error> for StoreError {
    /// Sorts SQLite's answers into what a person can do about them.
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let Some(code) = error.sqlite_error_code() else {
            return Self::Internal(error.to_string());
        };
        let why = error.to_string();
        // No room to share the log's index; SQLite asks before it would be killed for it.
        let no_room = error
            .sqlite_error()
            .is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE);
        match code {
            _ if no_room => Self::DiskFull,
            Code::DatabaseBusy | Code::DatabaseLocked => Self::Busy(None),
            Code::DiskFull => Self::DiskFull,
            Code::ReadOnly => Self::ReadOnly {
                owner: String::new(),
            },
            Code::OperationInterrupted => Self::Cancelled,
            Code::DatabaseCorrupt => Self::Damaged(why),
            Code::NotADatabase => Self::NotOurs,
            Code::SystemIoFailure | Code::CannotOpen | Code::PermissionDenied => Self::Io(why),
            _ => Self::Internal(why),
        }
    }
}
