package io.gradlab.health.diagnosis;

/** Whether a remedy is followed already, so that to advise it again would be no help. */
final class Followed {

    private Followed() {}

    static boolean by(Course course, Remedy remedy) {
        return false;
    }
}
