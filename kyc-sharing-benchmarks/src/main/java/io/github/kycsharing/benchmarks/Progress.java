package io.github.kycsharing.benchmarks;

/** Prints the progress to the console. */
final class Progress {
    private Progress() {}

    @SuppressWarnings("SystemOut")
    static void say(String line) {
        System.out.println(line);
    }
}
