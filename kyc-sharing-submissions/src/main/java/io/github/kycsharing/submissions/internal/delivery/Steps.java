package io.github.kycsharing.submissions.internal.delivery;

/** Called between the steps of an execution, so that a test can end the process at each of them. */
@FunctionalInterface
public interface Steps {
    Steps NONE = step -> {};

    /** @param step name of the step that follows */
    void before(String step);
}
