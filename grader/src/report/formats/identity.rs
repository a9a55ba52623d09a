//! Whose submission a result of Classroom 50 is of. Its runner says so in environment variables; reading them is the command
//! line's concern.

/// What a result says of the submission beside its points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The classroom's short name.
    pub classroom: String,
    /// The assignment's slug.
    pub assignment: String,
    /// `individual`, `group` or `team`.
    pub assignment_type: String,
    /// The login of whoever owns the repository.
    pub owner: String,
    /// The tag: `submit/2026-11-21T14-32-05Z-a1b2c3d`.
    pub submission: String,
    /// The address of the commit.
    pub commit: String,
    /// The address of the release.
    pub release: String,
    /// The address of the difference to the starter code.
    pub review: String,
    /// When it was submitted: `2026-11-21T14:32:05Z`.
    pub datetime: String,
}

/// Why it is not known whose submission it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoIdentity {
    /// A variable is not set, or empty.
    #[error(
        "a result for Classroom 50 needs the environment variable {0}, which is not set; call the grader from the \
         `autograder.py` of the assignment, whose runner sets it, or set it yourself"
    )]
    Missing(&'static str),
    /// A variable has a value that the collector of Classroom 50 refuses.
    #[error("the environment variable {name} is {value:?}, which Classroom 50 refuses; it has to be {wanted}")]
    Refused {
        /// The variable.
        name: &'static str,
        /// Its value.
        value: String,
        /// What would do.
        wanted: &'static str,
    },
}

const TYPES: [&str; 3] = ["individual", "group", "team"];
const TAG: &str = "submit/ and when that was, as in submit/2026-11-21T14-32-05Z-a1b2c3d";

impl Identity {
    /// The one that `variable` tells, which gives the value of an environment variable by its name.
    ///
    /// Read are `CLASSROOM`, `ASSIGNMENT`, `ASSIGNMENT_TYPE`, `OWNER` (else `USERNAME`), `SUBMISSION_TAG`, `COMMIT_URL`,
    /// `RELEASE_URL` and `REVIEW_URL` (else `COMMIT_URL`). The time is the tag's, which stays when a submission is graded
    /// again.
    ///
    /// # Errors
    /// A variable is missing, or has a value that the collector would refuse.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Identity, NoIdentity> {
        let given = |name: &str| variable(name).filter(|value| !value.is_empty());
        let needed = |name: &'static str| given(name).ok_or(NoIdentity::Missing(name));
        let commit = needed("COMMIT_URL")?;
        let submission = needed("SUBMISSION_TAG")?;
        Ok(Identity {
            classroom: needed("CLASSROOM")?,
            assignment: needed("ASSIGNMENT")?,
            assignment_type: assignment_type(needed("ASSIGNMENT_TYPE")?)?,
            owner: given("OWNER").or_else(|| given("USERNAME")).ok_or(NoIdentity::Missing("OWNER"))?,
            release: needed("RELEASE_URL")?,
            review: given("REVIEW_URL").unwrap_or_else(|| commit.clone()),
            datetime: datetime(&submission).ok_or_else(|| refused("SUBMISSION_TAG", &submission, TAG))?,
            submission,
            commit,
        })
    }
}

fn assignment_type(value: String) -> Result<String, NoIdentity> {
    let known = TYPES.contains(&value.as_str());
    if known { Ok(value) } else { Err(refused("ASSIGNMENT_TYPE", &value, "individual, group or team")) }
}

fn refused(name: &'static str, value: &str, wanted: &'static str) -> NoIdentity {
    NoIdentity::Refused { name, value: value.to_owned(), wanted }
}

/// `submit/2026-11-21T14-32-05Z-a1b2c3d` is `2026-11-21T14:32:05Z`.
fn datetime(tag: &str) -> Option<String> {
    const FORM: &str = "0000-00-00T00-00-00Z";
    let text = tag.strip_prefix("submit/")?.get(..FORM.len())?;
    let fits = |(c, form): (char, char)| if form == '0' { c.is_ascii_digit() } else { c == form };
    let (date, time) = text.split_once('T')?;
    text.chars().zip(FORM.chars()).all(fits).then(|| format!("{date}T{}", time.replace('-', ":")))
}
