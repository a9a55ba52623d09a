//! Hidden checks: one module an exercise.
