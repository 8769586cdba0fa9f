package io.gradlab.cli;

/** Exit codes of the command line. */
final class ExitCode {

    /** Done. */
    static final int OK = 0;

    /** Anything that is neither the caller's mistake nor a divergence. */
    static final int FAILURE = 1;

    /** The caller's mistake. */
    static final int USAGE = 2;

    /** Training diverged. */
    static final int DIVERGED = 3;

    /** The diagnosis has an alarm. */
    static final int PATHOLOGICAL = 4;

    /** No change is proven to help. */
    static final int UNPROVEN = 5;

    /** Ctrl-C: 128 + SIGINT, as shells count. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
