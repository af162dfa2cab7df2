package io.github.kycsharing.submissions.internal.engine;

/** Called between the steps of an execution, so that a test can end the process at each of them. */
@FunctionalInterface
public interface Steps {
    /** Does nothing. */
    Steps NONE = step -> {};

    /** Called before the step of this name. */
    void before(String step);
}
