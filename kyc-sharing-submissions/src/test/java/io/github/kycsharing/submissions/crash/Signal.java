package io.github.kycsharing.submissions.crash;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that stop a process where it is, and let it go on. */
enum Signal {
    STOP,
    CONT;

    void send(long pid) {
        try {
            int result = new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new IllegalStateException("kill -" + name() + " ended with " + result);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
