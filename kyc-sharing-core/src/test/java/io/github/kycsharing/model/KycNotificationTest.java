package io.github.kycsharing.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class KycNotificationTest {
    private static final String DOCUMENTED = """
            {"bizEntityKey":"BROKERKEY","entityCustomerId":"457","kycType":"USER","eventType":"USER-STATUS","eventVo":
             {"statusInfo":{"kycStatus":"REJECT","failReason":"CANARY-reason","basicStatus":"PASS","identityStatus":"REJECT",
              "faceStatus":"REJECT","wckStatus":"INITIAL","kycUserId":9007199254740993,"dbCreateTime":1751010142158,
              "dbModifyTime":1751010192997,"riskRateLevel":"MEDIUM","riskRateScore":31},
             "levelInfo":{"currentLevel":{"levelName":"INTERMEDIATE","kycStatus":"REFUSED",
              "limit":{"fiatCurrency":"USD","withdrawFiatDailyLimit":20000}},"kycPass":false,"hasMultipleLevels":false,
              "passedLevels":[]},
             "basicInfo":{"firstName":"CANARY-name"}}}""";

    private static KycNotification read(String json) {
        return KycNotification.read(json.getBytes(UTF_8));
    }

    @Test
    void everyDocumentedFieldIsTyped() {
        KycNotification notification = read(DOCUMENTED);

        assertThat(notification.bizEntityKey()).contains("BROKERKEY");
        assertThat(notification.entityCustomerId()).contains("457");
        assertThat(notification.kycType()).contains("USER");
        assertThat(notification.eventType()).contains(NotificationEvent.USER_STATUS);
        StatusInfo checks = notification.statusInfo().orElseThrow();
        assertThat(checks.identityStatus()).contains(ReviewStatus.REJECT);
        assertThat(checks.kycUserId()).contains("9007199254740993");
        assertThat(checks.dbModifyTime()).contains(Instant.ofEpochMilli(1_751_010_192_997L));
        LevelInfo levels = notification.levelInfo().orElseThrow();
        assertThat(levels.currentLevel().orElseThrow().kycStatus()).contains(LevelStatus.REFUSED);
    }

    @Test
    void keepsAndReadsUndocumentedValues() {
        KycNotification notification = read("""
                {"entityCustomerId":"1","eventType":"SOMETHING-NEW","new":[{"id":18446744073709551616,"rate":0.10}]}""");

        assertThat(notification.eventType()).contains(NotificationEvent.of("SOMETHING-NEW"));
        assertThat(notification.statusInfo()).isEmpty();
        assertThat(notification.fields().get("new"))
                .isEqualTo(
                        List.of(Map.of("id", new BigInteger("18446744073709551616"), "rate", new BigDecimal("0.10"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740993", "18446744073709551616", "\"9007199254740993\""})
    void anIdKeepsEveryDigit(String id) {
        assertThat(read("{\"entityCustomerId\":" + id + "}").entityCustomerId()).contains(id.replace("\"", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"entityCustomerId\":null,\"bizEntityKey\":1,\"eventVo\":[]}",
                "{\"entityCustomerId\":{\"a\":1},\"bizEntityKey\":\"\",\"eventVo\":{\"statusInfo\":\"x\",\"levelInfo\":7}}"
            })
    void absentAndMistypedFieldsAreEmpty(String json) {
        KycNotification notification = read(json);

        assertThat(notification.entityCustomerId()).isEmpty();
        assertThat(notification.bizEntityKey()).isEmpty();
        assertThat(notification.statusInfo()).isEmpty();
        assertThat(notification.levelInfo()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CANARY",
                "null",
                "[{\"entityCustomerId\":\"CANARY\"}]",
                "\"CANARY\"",
                "{\"entityCustomerId\":\"CANARY\"",
                "{\"entityCustomerId\":\"CANARY\"} {}",
                "{\"entityCustomerId\":\"CANARY\",\"entityCustomerId\":\"2\"}",
                "{\"eventVo\":{\"CANARY\":1,\"CANARY\":2}}",
                "<html>CANARY</html>"
            })
    void rejectsOtherBytesWithoutQuotingThem(String text) {
        assertThatExceptionOfType(UnreadableNotificationException.class)
                .isThrownBy(() -> read(text))
                .withNoCause()
                .withMessageNotContaining("CANARY");
    }

    @Test
    void deepNestingAndHugeNumbersAreRefused() {
        assertThatExceptionOfType(UnreadableNotificationException.class)
                .isThrownBy(() -> read("{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000)));
        assertThatExceptionOfType(UnreadableNotificationException.class)
                .isThrownBy(() -> read("{\"a\":" + "9".repeat(10_000) + "}"));
    }

    @Test
    void toStringShowsDocumentedStatusesOnly() {
        assertThat(read(DOCUMENTED).toString())
                .contains("REFUSED")
                .doesNotContain("CANARY")
                .doesNotContain("457")
                .doesNotContain("BROKERKEY");
    }

    @Test
    void readsTheResultOfSubmittedFiles() {
        KycNotification notification = read("""
                {"entityCustomerId":"457","eventType":"USER-RFI-SUBMIT-RESULT","eventVo":
                {"recordId":9007199254740993,"requestNo":"CANARY-N","result":"FAILED","failReason":"CANARY"}}""");

        assertThat(notification.eventType()).contains(NotificationEvent.USER_RFI_SUBMIT_RESULT);
        SubmittedFiles files = notification.submittedFiles().orElseThrow();
        assertThat(files.recordId()).contains("9007199254740993");
        assertThat(files.requestNo()).contains("CANARY-N");
        assertThat(files.result()).contains(SubmittedFilesStatus.FAILED);
        assertThat(files.failReason()).contains("CANARY");
        assertThat(notification.toString() + files)
                .contains("eventType=USER-RFI-SUBMIT-RESULT", "result=FAILED")
                .doesNotContain("CANARY", "457", "9007199254740993");
    }

    @Test
    void hasNoFilesForAnotherEvent() {
        assertThat(read("{\"eventType\":\"USER-STATUS\",\"eventVo\":{\"result\":\"FAILED\"}}")
                        .submittedFiles())
                .isEmpty();
        assertThat(read("{\"eventType\":\"USER-RFI-SUBMIT-RESULT\",\"eventVo\":7}")
                        .submittedFiles())
                .isEmpty();
        assertThat(read("{\"eventType\":\"CANARY\"}")).asString().contains("eventType=other");
    }
}
