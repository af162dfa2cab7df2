package io.github.kycsharing.submissions.spring;

/** Submissions cannot be stored or delivered as the application is set up. */
final class SubmissionSetupException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String action;

    SubmissionSetupException(String problem, String action) {
        super(problem + " " + action);
        this.problem = problem;
        this.action = action;
    }

    String problem() {
        return problem;
    }

    String action() {
        return action;
    }
}
