package io.github.kycsharing.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiSignaturesTest {
    @Test
    void printsTypeAndVisibleMembers() {
        assertThat(ApiSignatures.of(Exported.Account.class))
                .containsExactly(
                        "public static class io.github.kycsharing.checks.Exported.Account<T extends java.lang.Comparable<T>>"
                                + " implements java.lang.Runnable",
                        "  constructor protected Account(int)",
                        "  field protected @Nullable java.lang.String name",
                        "  field public static final int LIMIT = 3",
                        "  method @Deprecated public <R> R map(java.util.function.Function<? super T, ? extends @Nullable R>)",
                        "  method public java.util.Map<java.lang.String, java.util.List<@Nullable T>> all(java.lang.String...)"
                                + " throws java.lang.InterruptedException",
                        "  method public void inherited()",
                        "  method public void run()");
    }

    @Test
    void printsSealedTypesAndRecords() {
        assertThat(ApiSignatures.of(Exported.Shape.class))
                .containsExactly(
                        "public sealed interface io.github.kycsharing.checks.Exported.Shape"
                                + " permits io.github.kycsharing.checks.Exported.Circle",
                        "  method default public void draw()");
        assertThat(ApiSignatures.of(Exported.Circle.class))
                .containsExactly(
                        "public record io.github.kycsharing.checks.Exported.Circle"
                                + " implements io.github.kycsharing.checks.Exported.Shape",
                        "  constructor public Circle(int)",
                        "  method public int radius()");
    }

    @Test
    void leavesOutHiddenTypes() {
        assertThat(ApiSignatures.of(Exported.Hidden.class)).isEmpty();
    }
}
