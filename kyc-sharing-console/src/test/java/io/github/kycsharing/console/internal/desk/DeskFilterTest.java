package io.github.kycsharing.console.internal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.console.internal.desk.DeskFilter.Age;
import io.github.kycsharing.console.internal.desk.DeskFilter.View;
import io.github.kycsharing.submissions.SubmissionState;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The lists of the desk. */
class DeskFilterTest {
    @Test
    void eachStateIsInOneList() {
        assertThat(Arrays.stream(View.values())
                        .filter(view -> view != View.LISTENERS)
                        .flatMap(
                                view -> new DeskFilter(view, "", Age.ANY).submissions(Instant.EPOCH).states().stream()))
                .containsExactlyInAnyOrder(SubmissionState.values());
    }
}
