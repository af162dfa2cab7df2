package io.github.kycsharing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kycsharing.OutcomeResolution;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Reads statuses of any content. */
class KycStatusTest {
    private static final String WHOLE = """
            {"statusInfo":{"failReason":"blurred","basicStatus":"PASS","identityStatus":"REJECT","faceStatus":"SKIP",
             "wckStatus":"BRAND_NEW","kycUserId":9007199254740993,"dbCreateTime":1751010142158,
             "dbModifyTime":1751010192997,"riskRateScore":31,"somethingNew":{"deep":[1,null]}},
             "levelInfo":{"currentLevel":{"levelName":"INTERMEDIATE","kycStatus":"REFUSED",
             "kycLevelSubStatus":"HIGH_RISK","limit":{"withdrawFiatDailyLimit":20000}},"passedLevel":null,"kycPass":false},
             "nonExisted":false,"alsoNew":"x"}""";

    @SuppressWarnings("unchecked")
    private static KycStatus of(String json) {
        return new KycStatus(JsonMapper.shared().readValue(json, Map.class));
    }

    private static KycStatus level(String kycStatus) {
        return new KycStatus(Map.of("levelInfo", Map.of("currentLevel", Map.of("kycStatus", kycStatus))));
    }

    @Test
    void everyDocumentedFieldIsTyped() {
        KycStatus status = of(WHOLE);
        StatusInfo info = status.statusInfo().orElseThrow();
        assertThat(info.failReason()).contains("blurred");
        assertThat(info.basicStatus()).contains(ReviewStatus.PASS);
        assertThat(info.identityStatus()).contains(ReviewStatus.REJECT);
        assertThat(info.faceStatus()).contains(ReviewStatus.SKIP);
        assertThat(info.wckStatus()).contains(ReviewStatus.of("BRAND_NEW"));
        assertThat(info.kycUserId()).contains("9007199254740993");
        assertThat(info.dbCreateTime()).contains(Instant.ofEpochMilli(1_751_010_142_158L));
        assertThat(info.dbModifyTime()).contains(Instant.ofEpochMilli(1_751_010_192_997L));
        LevelInfo levels = status.levelInfo().orElseThrow();
        assertThat(levels.kycPass()).contains(false);
        assertThat(levels.passedLevel()).isEmpty();
        KycLevel level = levels.currentLevel().orElseThrow();
        assertThat(level.levelName()).contains("INTERMEDIATE");
        assertThat(level.kycStatus()).contains(LevelStatus.REFUSED);
        assertThat(level.kycLevelSubStatus()).contains(LevelSubStatus.HIGH_RISK);
        assertThat(status.nonExisted()).isFalse();
        assertThat(status.isKnown()).isTrue();
        assertThat(status.levelStatus()).contains(LevelStatus.REFUSED);
    }

    @Test
    void keepsUndocumentedFields() {
        KycStatus status = of(WHOLE);
        assertThat(status.fields()).containsEntry("alsoNew", "x");
        assertThat(status.statusInfo().orElseThrow().fields())
                .containsEntry("riskRateScore", 31)
                .containsEntry("somethingNew", Map.of("deep", Arrays.asList(1, null)));
        assertThat(status.levelInfo().orElseThrow().currentLevel().orElseThrow().fields())
                .containsEntry("limit", Map.of("withdrawFiatDailyLimit", 20_000));
    }

    @Test
    void templateIsImmutable() {
        Map<String, Object> level = new HashMap<>(Map.of("kycStatus", "REFUSED"));
        Map<String, Object> fields = new HashMap<>(Map.of("levelInfo", new HashMap<>(Map.of("currentLevel", level))));
        KycStatus status = new KycStatus(fields);
        level.put("kycStatus", "PASS");
        fields.clear();
        assertThat(status.isPassed()).isFalse();
        assertThat(status.isFinal()).isTrue();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> status.fields().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> status.levelInfo().orElseThrow().fields().clear());
    }

    static Stream<String> meagre() {
        return Stream.of(
                "{}",
                "{\"statusInfo\":null,\"levelInfo\":null}",
                "{\"statusInfo\":\"text\",\"levelInfo\":[],\"nonExisted\":\"yes\"}",
                "{\"levelInfo\":7,\"nonExisted\":2}",
                "{\"levelInfo\":7,\"nonExisted\":[]}");
    }

    @ParameterizedTest
    @MethodSource("meagre")
    void absentFieldsAreEmpty(String json) {
        KycStatus status = of(json);
        assertThat(status.statusInfo()).isEmpty();
        assertThat(status.levelInfo()).isEmpty();
        assertThat(status.levelStatus()).isEmpty();
        assertThat(status.nonExisted()).isFalse();
        assertThat(status.isKnown()).isFalse();
        assertThat(status.isPassed()).isFalse();
        assertThat(status.isFinal()).isFalse();
    }

    @Test
    void emptyAndMistypedFieldsAreEmptyToo() {
        Map<String, Object> odd = new LinkedHashMap<>();
        for (String name : List.of("failReason", "basicStatus", "identityStatus", "faceStatus", "wckStatus")) {
            odd.put(name, name.length() % 2 == 0 ? " " : 7);
        }
        odd.put("kycUserId", 1.5);
        odd.put("dbCreateTime", "yesterday");
        odd.put("dbModifyTime", BigInteger.TWO.pow(70));
        StatusInfo info = new StatusInfo(odd);
        assertThat(Stream.of(
                        info.failReason(),
                        info.basicStatus(),
                        info.identityStatus(),
                        info.faceStatus(),
                        info.wckStatus(),
                        info.kycUserId(),
                        info.dbCreateTime(),
                        info.dbModifyTime()))
                .allMatch(Optional::isEmpty);
        assertThat(new LevelInfo(Map.of("currentLevel", "PASS", "kycPass", "true")).currentLevel())
                .isEmpty();
        assertThat(new LevelInfo(Map.of("kycPass", "true", "passedLevel", "BASIC")).kycPass())
                .isEmpty();
        LevelInfo text = new LevelInfo(Map.of("passedLevel", "BASIC", "passedLevels", "BASIC"));
        assertThat(text.passedLevel()).isEmpty();
        assertThat(text.passedLevels()).isEmpty();
        assertThat(text.fields()).containsEntry("passedLevel", "BASIC");
    }

    @Test
    void aPassedLevelIsALevel() {
        LevelInfo info = of("{\"levelInfo\":{\"passedLevel\":{\"levelName\":\"BASIC\",\"kycStatus\":\"PASS\","
                        + "\"kycLevelSubStatus\":\"HIGH_RISK\"}}}")
                .levelInfo()
                .orElseThrow();
        KycLevel level = info.passedLevel().orElseThrow();
        assertThat(level.levelName()).contains("BASIC");
        assertThat(level.kycStatus()).contains(LevelStatus.PASS);
        assertThat(level.kycLevelSubStatus()).contains(LevelSubStatus.HIGH_RISK);
    }

    @Test
    void aNotificationListsPassedLevels() {
        LevelInfo info =
                of("{\"levelInfo\":{\"passedLevels\":[{\"levelName\":\"BASIC\"},7,null,{\"levelName\":\"X\"}]}}")
                        .levelInfo()
                        .orElseThrow();
        assertThat(info.passedLevels())
                .extracting(level -> level.levelName().orElseThrow())
                .containsExactly("BASIC", "X");
    }

    private static final String PASSED = ",\"levelInfo\":{\"currentLevel\":{\"kycStatus\":\"PASS\"}}}";

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"true\"", "\"TRUE\"", "1", "\"1\""})
    void noRecordIsDeniedInEveryForm(String nonExisted) {
        KycStatus status = of("{\"nonExisted\":" + nonExisted + PASSED);
        assertThat(status.nonExisted()).isTrue();
        assertThat(status.isKnown()).isFalse();
        assertThat(status.isPassed()).isFalse();
        assertThat(status.isFinal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "false", "\"false\"", "\"False\"", "0"})
    void nonExistedNullOrFalseMeansARecordExists(String nonExisted) {
        KycStatus status = of("{\"nonExisted\":" + nonExisted + "}");
        assertThat(status.nonExisted()).isFalse();
        assertThat(status.isKnown()).isTrue();
        assertThat(status.isPassed()).isFalse();
        assertThat(of("{\"nonExisted\":" + nonExisted + PASSED).isPassed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yes\"", "\"\"", "2", "[]", "{}"})
    void unreadableNonExistedNeverPasses(String nonExisted) {
        KycStatus status = of("{\"nonExisted\":" + nonExisted + PASSED);
        assertThat(status.nonExisted()).isFalse();
        assertThat(status.isKnown()).isFalse();
        assertThat(status.isPassed()).isFalse();
        assertThat(status.isFinal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740993", "18446744073709551617", "0", "\"user-1\""})
    void idsAreExact(String json) {
        assertThat(of("{\"statusInfo\":{\"kycUserId\":" + json + "}}")
                        .statusInfo()
                        .orElseThrow()
                        .kycUserId())
                .contains(json.replace("\"", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "PASS, true, true",
        "REFUSED, false, true",
        "DISABLE, false, true",
        "PROCESS, false, false",
        "REVIEW, false, false",
        "REJECT, false, false",
        "pass, false, false",
        "BRAND_NEW, false, false"
    })
    void passesAndIsFinalByTheCurrentLevelAlone(String kycStatus, boolean passed, boolean isFinal) {
        assertThat(level(kycStatus).isPassed()).isEqualTo(passed);
        assertThat(level(kycStatus).isFinal()).isEqualTo(isFinal);
        assertThat(level(kycStatus).levelStatus().orElseThrow().value()).isEqualTo(kycStatus);
    }

    @Test
    void onlyPassLetsACustomerPass() {
        KycStatus almost = of(
                "{\"statusInfo\":{\"basicStatus\":\"PASS\",\"identityStatus\":\"PASS\",\"faceStatus\":\"PASS\","
                        + "\"wckStatus\":\"PASS\"},\"levelInfo\":{\"kycPass\":true,\"passedLevel\":{\"kycStatus\":\"PASS\"}}}");
        assertThat(almost.isPassed()).isFalse();
        KycStatus contradiction = of("{\"nonExisted\":true,\"levelInfo\":{\"currentLevel\":{\"kycStatus\":\"PASS\"}}}");
        assertThat(contradiction.isPassed()).isFalse();
        assertThat(contradiction.isFinal()).isFalse();
        assertThat(contradiction.isKnown()).isFalse();
    }

    @Test
    void toStringsShowDocumentedStatusesOnly() {
        assertThat(of(WHOLE))
                .hasToString(
                        "KycStatus[statusInfo=StatusInfo[basicStatus=PASS, identityStatus=REJECT, faceStatus=SKIP, "
                                + "wckStatus=other], levelInfo=LevelInfo[currentLevel=KycLevel[kycStatus=REFUSED, "
                                + "kycLevelSubStatus=HIGH_RISK], kycPass=false], nonExisted=false]");
        assertThat(of("{\"nonExisted\":true}"))
                .hasToString("KycStatus[statusInfo=none, levelInfo=none, nonExisted=true]");
    }

    @Test
    void openValuesReportWhetherTheyAreDocumented() {
        assertThat(LevelStatus.of("PASS")).isEqualTo(LevelStatus.PASS).hasToString("PASS");
        assertThat(LevelStatus.of("NEW")).hasToString("other");
        assertThat(LevelStatus.of("NEW").isDocumented()).isFalse();
        assertThat(LevelStatus.DISABLE.isDocumented()).isTrue();
        assertThat(ReviewStatus.of("INITIAL")).isEqualTo(ReviewStatus.INITIAL);
        assertThat(ReviewStatus.of("PROCESS").isDocumented()).isTrue();
        assertThat(ReviewStatus.of("REVIEW").isDocumented()).isTrue();
        assertThat(ReviewStatus.of("DISABLE").isDocumented()).isFalse();
        assertThat(LevelSubStatus.of("WCK_REJECT").isDocumented()).isTrue();
        assertThat(LevelSubStatus.of("OTHER").isDocumented()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> LevelStatus.of(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> LevelSubStatus.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> ReviewStatus.of(""));
    }

    @Test
    void waitsHaveBounds() {
        Duration minute = Duration.ofMinutes(1);
        assertThatIllegalArgumentException().isThrownBy(() -> AwaitOptions.within(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> AwaitOptions.within(Duration.ofDays(31)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwaitOptions.DEFAULTS.withIntervals(minute.plusMillis(1), minute));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwaitOptions.DEFAULTS.withIntervals(minute, Duration.ofDays(2)));
        assertThat(AwaitOptions.within(minute).timeout()).isEqualTo(minute);
    }

    @Test
    void documentedTableMatchesTheBehaviour() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("kyc-sharing.docs"), "status.md"));
        List<LevelStatus> documented = List.of(
                LevelStatus.PROCESS, LevelStatus.REVIEW, LevelStatus.PASS, LevelStatus.REFUSED, LevelStatus.DISABLE);
        assertThat(documented).allMatch(LevelStatus::isDocumented);
        assertThat(page)
                .contains(documented.stream()
                        .map(status -> "| `" + status + "` | "
                                + yes(level(status.value()).isPassed()) + " | " + yes(status.isFinal()) + " | ")
                        .toList());
        assertThat(page)
                .contains(Stream.of(OutcomeResolution.Outcome.values())
                        .map(outcome -> "| `" + outcome + "` | ")
                        .toList());
    }

    private static String yes(boolean flag) {
        return flag ? "yes" : "no";
    }

    @Test
    void nullsSurviveTheCopy() {
        assertThat(new KycStatus(Collections.singletonMap("x", null)).fields()).containsEntry("x", null);
    }
}
