package io.github.kycsharing.benchmarks;

/** Tells whoever waits in front of the console. */
final class Progress {
    private Progress() {}

    @SuppressWarnings("SystemOut")
    static void say(String line) {
        System.out.println(line);
    }
}
