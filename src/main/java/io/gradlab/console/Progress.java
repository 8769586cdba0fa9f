package io.gradlab.console;

/** Progress of a task, told to the user. One thread at a time. */
public interface Progress extends AutoCloseable {

    /** One more part of the task is done. */
    void step();

    /** The task is over, done or not. */
    @Override
    void close();
}
