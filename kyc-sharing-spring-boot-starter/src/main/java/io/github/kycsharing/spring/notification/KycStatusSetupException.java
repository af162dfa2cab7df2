package io.github.kycsharing.spring.notification;

/** Statuses cannot be kept or reconciled as the application is set up. */
final class KycStatusSetupException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String action;

    KycStatusSetupException(String problem, String action) {
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
