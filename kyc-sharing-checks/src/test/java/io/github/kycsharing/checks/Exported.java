package io.github.kycsharing.checks;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Types for {@link ApiSignaturesTest}. */
public final class Exported {
    private Exported() {}

    /** Hidden, but its methods are those of {@link Account}. */
    abstract static class Hidden {
        public void inherited() {}
    }

    public static class Account<T extends Comparable<T>> extends Hidden implements Runnable {
        public static final int LIMIT = 3;
        protected @Nullable String name;
        String packagePrivate = "";

        protected Account(int ignored) {}

        @Deprecated
        public <R> R map(Function<? super T, ? extends @Nullable R> mapping) {
            throw new UnsupportedOperationException();
        }

        public Map<String, List<@Nullable T>> all(String... names) throws InterruptedException {
            throw new InterruptedException();
        }

        @Override
        public void run() {}

        @Override
        public String toString() {
            return packagePrivate;
        }

        void packagePrivate() {}
    }

    public sealed interface Shape permits Circle {
        default void draw() {}
    }

    public record Circle(int radius) implements Shape {}
}
