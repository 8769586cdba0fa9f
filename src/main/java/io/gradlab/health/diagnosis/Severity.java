package io.gradlab.health.diagnosis;

/** How bad a finding is. */
public enum Severity {
    /** The sign of a pathology in a run that learns all the same, or may still. */
    WARNING,
    /** The run does not learn as it should, and this is why. */
    ALARM
}
