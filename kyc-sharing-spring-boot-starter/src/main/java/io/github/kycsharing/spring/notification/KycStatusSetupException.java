package io.github.kycsharing.spring.notification;

/** Statuses cannot be kept or reconciled as the application is set up. */
final class KycStatusSetupException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    KycStatusSetupException(String problem, String remedy) {
        super(problem + " " + remedy);
        this.problem = problem;
        this.remedy = remedy;
    }

    String problem() {
        return problem;
    }

    String remedy() {
        return remedy;
    }
}
