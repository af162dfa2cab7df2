package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.exception.KycJsonException;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmittedRecordTest {
    private final KycInfo record = PostedRecord.of("8001");
    private final String json = PostedRecord.text(record);

    @Test
    void readsARecord() {
        assertThat(read(json)).isEqualTo(ShareKycRequest.of(record));
    }

    @Test
    void readsARequestNoBesideTheSections() {
        assertThat(read("{\"requestNo\":\"R1\"," + json.substring(1))).isEqualTo(ShareKycRequest.of("R1", record));
    }

    @Test
    void readsTheRequestOfTheSpecification() {
        assertThat(read("{\"bizEntityKey\":\"K\",\"requestNo\":\"R1\",\"kycInfo\":" + json + "}"))
                .isEqualTo(new ShareKycRequest("K", "R1", record));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"requestNo\":17}", "{\"requestNo\":null}", "{\"requestNo\":\"R1\",\"other\":1}"})
    void refusesUnknownFieldsByTheirPath(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        KycJsonException.class,
                        e -> assertThat(e.violations())
                                .singleElement()
                                .satisfies(violation ->
                                        assertThat(violation.path()).startsWith("kycInfo.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"requestNo\":\"R1\"", "{\"requestNo\":\"R1\",\"requestNo\":\"R2\"}"})
    void quotesNothingOfABodyThatIsNoRecord(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(KycJsonException.class)
                .hasNoCause()
                .message()
                .doesNotContain("R1");
    }

    private static ShareKycRequest read(String body) {
        return SubmittedRecord.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
