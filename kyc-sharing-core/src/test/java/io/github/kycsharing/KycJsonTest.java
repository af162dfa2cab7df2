package io.github.kycsharing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kycsharing.exception.KycJsonException;
import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DocumentType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.QuestionnaireAnswer;
import io.github.kycsharing.model.QuestionnaireInfo;
import io.github.kycsharing.model.Records;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.TncInfo;
import io.github.kycsharing.validation.KycRule;
import io.github.kycsharing.validation.KycValidator;
import io.github.kycsharing.validation.KycViolation;
import io.github.kycsharing.validation.SignTimeForms;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

@NullUnmarked
class KycJsonTest {
    private static final JsonMapper PLAIN = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"standard-broker-request.json", "kz-partial-sharing-request.json"})
    void anExampleOfTheSpecificationComesBackWithoutLoss(String name) throws IOException {
        byte[] example = example(name);

        byte[] written = KycJson.write(KycJson.readRequest(example));

        assertThat(PLAIN.readTree(written)).isEqualTo(PLAIN.readTree(example));
        assertThat(KycJson.readRequest(written)).isEqualTo(KycJson.readRequest(example));
    }

    @Test
    void aWholeRecordComesBackEqual() {
        assertThat(KycJson.readRequest(KycJson.write(Records.kz()))).isEqualTo(Records.kz());
    }

    @Test
    void singleRecordHasTheSameJsonAsInARequest() {
        byte[] alone = PLAIN.writeValueAsBytes(
                PLAIN.readTree(KycJson.write(Records.kz())).get("kycInfo"));

        assertThat(KycJson.readKycInfo(alone)).isEqualTo(Records.kycInfo());
    }

    @Test
    void writesCompactJsonInOrderWithoutNulls() throws IOException {
        ShareKycRequest request = KycJson.readRequest(example("kz-partial-sharing-request.json"));

        assertThat(new String(KycJson.write(request), UTF_8)).isEqualTo("""
                        {"bizEntityKey":"KZ_ENTITY_BROKER","requestNo":"REQ_20240501_KZ_001","kycInfo":{"userInfo":\
                        {"bizEntityKey":"KZ_ENTITY_BROKER","entityCustomerId":"CUST_KZ_001","brokerMainAccountId":\
                        "MAIN_ACC_001","brokerSubAccountId":"SUB_ACC_001","notifyUrl":\
                        "https://broker.example.com/kyc/notify"},"tncInfo":{"userSubmitIp":"192.168.1.1","tncVersion":\
                        "1.0","consent":true,"signTime":"2024-05-01T08:30:00Z"},"questionnaireInfo":{"version":"KZ_V6",\
                        "answers":[{"title":"KZ_V6_useFor","option":"KZ_V6_useFor_investmentTrading"},{"title":\
                        "KZ_V6_sourceOfFunds","option":"KZ_V6_sourceOfFunds_salary"}]}}}""");
    }

    @Test
    void equalRecordsGiveTheSameBytes() {
        assertThat(KycJson.write(Records.standard())).isEqualTo(KycJson.write(Records.standard()));
        assertThat(KycJson.write(Records.standard().toBuilder().build())).isEqualTo(KycJson.write(Records.standard()));
    }

    @Test
    void anEmptyRequestIsAnEmptyObject() {
        assertThat(KycJson.write(ShareKycRequest.builder().build()))
                .asString(UTF_8)
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Дәурен Қасымұлы", "陈大文", "😀👩‍👩‍👧", "𠮷野", "é/<>&'+\u2028\u2029\u007f\u00a0"})
    void textIsUtf8AndNotEscaped(String text) {
        assertThat(written(text)).isEqualTo("{\"requestNo\":\"" + text + "\"}");
    }

    @Test
    void noEmojiIsEscapedWhereverABufferEnds() {
        for (int offset = 0; offset < 9_000; offset++) {
            assertThat(written("x".repeat(offset) + "😀")).endsWith("x😀\"}".substring(offset == 0 ? 1 : 0));
        }
        for (int offset = 0; offset < 4; offset++) {
            String text = "x".repeat(offset) + "😀".repeat(20_000);
            assertThat(written(text)).isEqualTo("{\"requestNo\":\"" + text + "\"}");
        }
    }

    @Test
    void escapesOnlyWhatJsonRequires() {
        assertThat(written("\"\\\n\t\u0001")).isEqualTo("{\"requestNo\":\"\\\"\\\\\\n\\t\\u0001\"}");
    }

    @Test
    void escapesHalfAPairSinceUtf8CannotWriteIt() {
        assertThat(written("a\ud83d")).isEqualTo("{\"requestNo\":\"a\\uD83D\"}");
        assertThat(KycJson.readRequest(written("a\ud83d").getBytes(UTF_8)).requestNo())
                .isEqualTo("a\ud83d");
    }

    /** The same minute in every form of ISO-8601 that the specification does not exclude. */
    @Test
    void readsASignTimeInAllFormsWithAnOffset() {
        for (String form : SignTimeForms.HALF_PAST_EIGHT) {
            assertThat(signTime(form)).as(form).isEqualTo(Instant.parse("2024-05-01T08:30:00Z"));
        }
    }

    /** Texts that are not an instant, that have more precision than can be sent, or that are not ISO-8601. */
    @Test
    void refusesASignTimeThatIsNoPointInTime() {
        for (String form : SignTimeForms.REFUSED) {
            assertThatThrownBy(() -> signTime(form))
                    .as(form)
                    .isInstanceOf(KycJsonException.class)
                    .hasMessage(
                            "This is not a KycInfo: kycInfo.tncInfo.signTime must be a point in time in ISO-8601, such as"
                                    + " 2024-01-01T12:00:00Z [INSTANT]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-01T08:30:00Z, 2024-05-01T08:30:00Z",
        "2024-05-01T08:30Z, 2024-05-01T08:30:00Z",
        "2024-05-01T08:30:00.000Z, 2024-05-01T08:30:00Z",
        "2024-05-01T08:30:00.12Z, 2024-05-01T08:30:00.120Z",
        "'2024-05-01T08:30:00,12Z', 2024-05-01T08:30:00.120Z",
        "2024-05-01T08:30:00.123456Z, 2024-05-01T08:30:00.123456Z",
        "2024-05-01T14:30:00.123456789+06:00, 2024-05-01T08:30:00.123456789Z",
        "2024-05-01T08.000000001Z, 2024-05-01T08:00:00.000003600Z",
        "2024-05-01T23:59:59.999999999-18:00, 2024-05-02T17:59:59.999999999Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "2020-W53-7T00:00:00Z, 2021-01-03T00:00:00Z",
        "2025-W01-1T00:00:00Z, 2024-12-30T00:00:00Z",
        "2024-366T00:00:00Z, 2024-12-31T00:00:00Z"
    })
    void readsASignTimeInEveryFormAndSendsItInUtc(String read, String sent) {
        TncInfo tnc = TncInfo.builder().signTime(signTime(read)).build();

        assertThat(new String(
                        KycJson.write(ShareKycRequest.of(
                                KycInfo.builder().tncInfo(tnc).build())),
                        UTF_8))
                .contains("\"signTime\":\"" + sent + "\"");
    }

    private static Instant signTime(String text) {
        return KycJson.readKycInfo(("{\"tncInfo\":{\"signTime\":\"" + text + "\"}}").getBytes(UTF_8))
                .tncInfo()
                .signTime();
    }

    @Test
    void sendsASignTimeInUtcWithFullPrecision() {
        Instant exact = Instant.parse("2024-05-01T08:30:00.123456789Z");
        KycInfo info = KycInfo.builder()
                .tncInfo(TncInfo.builder().signTime(exact).build())
                .build();

        assertThat(new String(KycJson.write(ShareKycRequest.of(info)), UTF_8))
                .contains("\"signTime\":\"2024-05-01T08:30:00.123456789Z\"");
    }

    @Test
    void datesAreWrittenWithFourDigitsOfTheYear() {
        KycInfo info = KycInfo.builder()
                .basicInfo(BasicInfo.builder().dob(LocalDate.of(7, 1, 2)).build())
                .build();

        assertThat(new String(KycJson.write(ShareKycRequest.of(info)), UTF_8)).contains("\"dob\":\"0007-01-02\"");
    }

    @Test
    void aNullOrBlankDocumentTypeIsAnAbsentOne() {
        String json = "{\"identityInfo\":{\"documentType\":\" \",\"idType\":null}}";

        KycInfo info = KycJson.readKycInfo(json.getBytes(UTF_8));

        assertThat(info.identityInfo().documentType()).isNull();
        assertThat(info.identityInfo().idType()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "\u2003"})
    void aBlankDateIsAnAbsentOne(String blank) {
        String json = """
                {"basicInfo":{"dob":"%1$s"},"identityInfo":{"dob":"%1$s","idExpiry":"%1$s","issuingDate":"%1$s"},\
                "tncInfo":{"signTime":"%1$s"}}""".formatted(blank);

        KycInfo info = KycJson.readKycInfo(json.getBytes(UTF_8));

        assertThat(info.basicInfo().dob()).isNull();
        assertThat(info.identityInfo().dob()).isNull();
        assertThat(info.identityInfo().idExpiry()).isNull();
        assertThat(info.identityInfo().issuingDate()).isNull();
        assertThat(info.tncInfo().signTime()).isNull();
    }

    @Test
    void leavesOutABlankOptionalDateSoThatItPasses() throws IOException {
        String example = new String(example("standard-broker-request.json"), UTF_8)
                .replaceAll("\"(idExpiry|issuingDate)\"\\s*:\\s*\"[^\"]*\"", "\"$1\":\" \"")
                .replaceAll("\"(firstName|lastName)\"\\s*:\\s*\"[^\"]*\"", "\"$1\":\"A\"");

        ShareKycRequest request = KycJson.readRequest(example.getBytes(UTF_8));

        assertThat(example).contains("\"idExpiry\":\" \"", "\"issuingDate\":\" \"");
        assertThat(new KycValidator(BrokerType.STANDARD, request.bizEntityKey(), List.of()).validate(request))
                .isEmpty();
        assertThat(new String(KycJson.write(request), UTF_8)).doesNotContain("idExpiry", "issuingDate");
    }

    @Test
    void leavesOutABlankMandatoryDateSoThatItIsRefused() {
        String json = "{\"basicInfo\":{\"dob\":\" \"},\"tncInfo\":{\"signTime\":\"\"}}";

        ShareKycRequest request = ShareKycRequest.of(KycJson.readKycInfo(json.getBytes(UTF_8)));

        assertThat(new KycValidator(BrokerType.KZ_ENTITY, "KEY", List.of()).validate(request))
                .contains(
                        new KycViolation("kycInfo.basicInfo.dob", KycRule.MANDATORY, "is mandatory"),
                        new KycViolation("kycInfo.tncInfo.signTime", KycRule.MANDATORY, "is mandatory"));
    }

    @Test
    void sendsKycInfoAsAnObjectAndReadsNoText() {
        assertThat(PLAIN.readTree(KycJson.write(Records.kz())).get("kycInfo").isObject())
                .isTrue();

        assertThatThrownBy(() -> KycJson.readRequest("{\"kycInfo\":\"{\\\"userInfo\\\":{}}\"}".getBytes(UTF_8)))
                .isInstanceOf(KycJsonException.class)
                .hasMessage("This is not a request: kycInfo cannot be read as the type of this field [TYPE]");
    }

    @Test
    void anyDocumentTypeIsKept() {
        String json = "{\"identityInfo\":{\"documentType\":\"Library card\"}}";

        assertThat(KycJson.readKycInfo(json.getBytes(UTF_8)).identityInfo().documentType())
                .isEqualTo(DocumentType.of("Library card"));
    }

    @Test
    void absentAnswersAreEmptyAndANullAnswerIsKept() {
        QuestionnaireInfo absent = KycJson.readKycInfo("{\"questionnaireInfo\":{}}".getBytes(UTF_8))
                .questionnaireInfo();
        QuestionnaireInfo nulls = KycJson.readKycInfo("{\"questionnaireInfo\":{\"answers\":[null]}}".getBytes(UTF_8))
                .questionnaireInfo();

        assertThat(absent.answers()).isEmpty();
        assertThat(nulls.answers()).containsExactly((QuestionnaireAnswer) null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // values that would be lost or changed
                "{\"unknownField\":\"MARKER\"} | unknownField | KNOWN_FIELD",
                "{\"userInfo\":{\"notifyURL\":\"MARKER\"}} | userInfo.notifyURL | KNOWN_FIELD",
                "{\"questionnaireInfo\":{\"answers\":[{},{\"titel\":\"MARKER\"}]}} | questionnaireInfo.answers[1].titel | KNOWN_FIELD",
                "{\"userInfo\":{\"MARKER with a blank\":1}} | userInfo.(no field name) | KNOWN_FIELD",
                "{\"Иван-MARKER\":1} | (no field name) | KNOWN_FIELD",
                "{\"userInfo\":{\"extra\":\"MARKER\",\"extra\":\"MARKER\"}} | userInfo.extra | FIELD_ONCE",
                "{\"userInfo\":{},\"userInfo\":{}} | userInfo | FIELD_ONCE",
                "{\"questionnaireInfo\":{\"answers\":[{\"title\":\"MARKER\",\"title\":\"MARKER\"}]}} | questionnaireInfo.answers[0].title | FIELD_ONCE",
                "{\"userInfo\":{\"MARKER, Ivan\":1,\"MARKER, Ivan\":2}} | userInfo.(no field name) | FIELD_ONCE",
                // texts
                "{\"basicInfo\":{\"firstName\":77001112233}} | basicInfo.firstName | TYPE",
                "{\"basicInfo\":{\"firstName\":7.5}} | basicInfo.firstName | TYPE",
                "{\"basicInfo\":{\"firstName\":true}} | basicInfo.firstName | TYPE",
                "{\"basicInfo\":{\"firstName\":[\"MARKER\"]}} | basicInfo.firstName | TYPE",
                "{\"basicInfo\":{\"firstName\":{\"MARKER\":1}}} | basicInfo.firstName | TYPE",
                "{\"identityInfo\":{\"documentType\":5}} | identityInfo.documentType | TYPE",
                "{\"identityInfo\":{\"documentType\":{\"value\":\"MARKER\"}}} | identityInfo.documentType | TYPE",
                "{\"identityInfo\":{\"idType\":[\"MARKER\"]}} | identityInfo.idType | TYPE",
                // dates and times
                "{\"basicInfo\":{\"dob\":\"MARKER\"}} | basicInfo.dob | DATE",
                "{\"basicInfo\":{\"dob\":\"1999-9-19\"}} | basicInfo.dob | DATE",
                "{\"basicInfo\":{\"dob\":\"1999-02-29\"}} | basicInfo.dob | DATE",
                "{\"basicInfo\":{\"dob\":\"1999-09-19T00:00:00Z\"}} | basicInfo.dob | DATE",
                "{\"basicInfo\":{\"dob\":\"19.09.1999\"}} | basicInfo.dob | DATE",
                "{\"basicInfo\":{\"dob\":19990919}} | basicInfo.dob | TYPE",
                "{\"basicInfo\":{\"dob\":[1999,9,19]}} | basicInfo.dob | TYPE",
                "{\"tncInfo\":{\"signTime\":\"MARKER\"}} | tncInfo.signTime | INSTANT",
                "{\"tncInfo\":{\"signTime\":\"2024-05-01\"}} | tncInfo.signTime | INSTANT",
                "{\"tncInfo\":{\"signTime\":\"2024-05-01T08:30:00\"}} | tncInfo.signTime | INSTANT",
                "{\"tncInfo\":{\"signTime\":\"2024-05-01 08:30:00Z\"}} | tncInfo.signTime | INSTANT",
                "{\"tncInfo\":{\"signTime\":1714552200}} | tncInfo.signTime | TYPE",
                "{\"tncInfo\":{\"signTime\":\"+12024-05-01T08:30:00Z\"}} | tncInfo.signTime | INSTANT",
                // consent
                "{\"tncInfo\":{\"consent\":\"true\"}} | tncInfo.consent | TYPE",
                "{\"tncInfo\":{\"consent\":\"\"}} | tncInfo.consent | TYPE",
                "{\"tncInfo\":{\"consent\":1}} | tncInfo.consent | TYPE",
                "{\"tncInfo\":{\"consent\":[true]}} | tncInfo.consent | TYPE",
                // sections and answers
                "{\"userInfo\":\"\"} | userInfo | TYPE",
                "{\"userInfo\":\"{MARKER}\"} | userInfo | TYPE",
                "{\"userInfo\":[]} | userInfo | TYPE",
                "{\"userInfo\":1} | userInfo | TYPE",
                "{\"questionnaireInfo\":{\"answers\":\"\"}} | questionnaireInfo.answers | TYPE",
                "{\"questionnaireInfo\":{\"answers\":{}}} | questionnaireInfo.answers | TYPE",
                "{\"questionnaireInfo\":{\"answers\":[{},7]}} | questionnaireInfo.answers[1] | TYPE",
                "{\"questionnaireInfo\":{\"answers\":[\"MARKER\"]}} | questionnaireInfo.answers[0] | TYPE"
            })
    void refusesWithPathAndRuleAndWithoutTheValue(String kycInfo, String path, KycRule rule) {
        byte[] request = ("{\"kycInfo\":" + kycInfo + "}").getBytes(UTF_8);
        KycViolation expected = new KycViolation("kycInfo." + path, rule, rule.description());

        for (KycJsonException refused : new KycJsonException[] {
            catchThrowableOfType(KycJsonException.class, () -> KycJson.readRequest(request)),
            catchThrowableOfType(KycJsonException.class, () -> KycJson.readKycInfo(kycInfo.getBytes(UTF_8)))
        }) {
            assertThat(refused.violations()).containsExactly(expected);
            assertThat(refused).hasMessageEndingWith(": " + expected).hasNoCause();
            assertThat(refused.getMessage()).doesNotContain("MARKER", "77001112233", "19990919", "1714552200");
            assertThat(refused.getSuppressed()).isEmpty();
        }
    }

    @Test
    void rejectsFieldsThatWouldBeLost() {
        assertThatThrownBy(() -> KycJson.readRequest("{\"requestNo\":\"1\",\"sourceOfWealth\":\"x\"}".getBytes(UTF_8)))
                .isInstanceOf(KycJsonException.class)
                .hasMessage("This is not a request: sourceOfWealth is no field of the specification [KNOWN_FIELD]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[]", "1", "true", "\"MARKER\"", "{} {}", "{}[]", "{} \"MARKER\"", "null"})
    void refusesWhatIsNotOneObject(String json) {
        assertThatThrownBy(() -> KycJson.readRequest(json.getBytes(UTF_8)))
                .isInstanceOf(KycJsonException.class)
                .hasMessageStartingWith("This is not a request: n")
                .hasMessageNotContaining("MARKER")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MARKER",
                "{",
                "{\"requestNo\":\"MARKER",
                "{'requestNo':'MARKER'}",
                "{requestNo:1}",
                "{\"requestNo\":NaN}",
                "{}MARKER",
                "{\"requestNo\":\"MARKER\",}",
                "{\"requestNo\":\"MARKER\n\"}",
                "{/*MARKER*/}",
                "<html>MARKER</html>",
                "{\"requestNo\":\"\\uZZZZ\"}"
            })
    void rejectsMalformedJsonWithItsPosition(String json) {
        KycJsonException refused =
                catchThrowableOfType(KycJsonException.class, () -> KycJson.readRequest(json.getBytes(UTF_8)));

        assertThat(refused).hasNoCause();
        assertThat(refused.getMessage())
                .matches("This is not a request: not well-formed JSON at line \\d+, column \\d+")
                .doesNotContain("MARKER");
        assertThat(refused.violations()).isEmpty();
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        assertThatThrownBy(() -> KycJson.readRequest("{\"requestNo\":\"Zoë\"}".getBytes(ISO_8859_1)))
                .isInstanceOf(KycJsonException.class)
                .hasMessageContaining("not well-formed JSON");
    }

    @Test
    void refusesDepthWithoutOverflow() {
        String deep = "{\"kycInfo\":{\"userInfo\":{\"extra\":" + "[".repeat(100_000);

        assertThatThrownBy(() -> KycJson.readRequest(deep.getBytes(UTF_8))).isInstanceOf(KycJsonException.class);
    }

    @Test
    void anApplicationsOwnMapperWritesAndReadsTheWireForm() {
        JsonMapper snake = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();

        for (JsonMapper mapper : new JsonMapper[] {PLAIN, snake}) {
            byte[] written = mapper.writeValueAsBytes(Records.kz());
            assertThat(mapper.readTree(written)).isEqualTo(PLAIN.readTree(KycJson.write(Records.kz())));
            assertThat(mapper.readValue(KycJson.write(Records.kz()), ShareKycRequest.class))
                    .isEqualTo(Records.kz());
            assertThat(KycJson.readRequest(written)).isEqualTo(Records.kz());
        }
    }

    private static String written(String requestNo) {
        return new String(
                KycJson.write(ShareKycRequest.builder().requestNo(requestNo).build()), UTF_8);
    }

    private static byte[] example(String name) throws IOException {
        try (InputStream json = KycJsonTest.class.getResourceAsStream("/kyc-sharing-examples/" + name)) {
            return json.readAllBytes();
        }
    }
}
