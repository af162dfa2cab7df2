package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void givesTheSameDistinctSeedsEachTime() {
        List<Long> once = new ArrayList<>();
        List<Long> again = new ArrayList<>();
        Seeds.forEach(1000, once::add);
        Seeds.forEach(1000, again::add);

        assertThat(once).hasSize(1000).isEqualTo(again);
        assertThat(new HashSet<>(once)).hasSize(1000);
    }

    @Test
    void namesTheSeedInTheFailure() {
        List<Long> tried = new ArrayList<>();

        assertThatThrownBy(() -> Seeds.forEach(10, seed -> {
                    tried.add(seed);
                    assertThat(tried).hasSizeLessThan(3);
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dkyc-sharing.test.seed=" + tried.get(2))
                .hasMessageContaining("try 3 of 10")
                .hasCauseInstanceOf(AssertionError.class);
    }
}
