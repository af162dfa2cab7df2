package io.github.kycsharing.submissions.spring;

import org.springframework.boot.ExitCodeGenerator;

/** The options of a back-fill are wrong. It ends the process with the exit code for that. */
final class BackfillUsageException extends RuntimeException implements ExitCodeGenerator {
    private static final long serialVersionUID = 1L;

    BackfillUsageException(String message) {
        super(message);
    }

    @Override
    public int getExitCode() {
        return BackfillCommand.USAGE;
    }
}
