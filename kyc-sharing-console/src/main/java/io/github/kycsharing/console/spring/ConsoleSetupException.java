package io.github.kycsharing.console.spring;

/** The console cannot be served as the application is set up. */
final class ConsoleSetupException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String action;

    ConsoleSetupException(String problem, String action) {
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
