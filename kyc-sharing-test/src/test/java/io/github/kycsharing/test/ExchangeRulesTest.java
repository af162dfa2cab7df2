package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ExchangeRulesTest {
    private static final String ACCEPTED = "000000";
    private static final String ILLEGAL_PARAM = "000002";
    private static final String ILLEGAL_REQUEST = "10040005";

    private static KycExchangeSimulator exchange;
    private static Broker broker;

    @BeforeAll
    static void start() {
        exchange = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET))
                .entity(ExchangeEntity.kz(Broker.KZ_KEY, Broker.KZ_SECRET)
                        .withQuestionnaire(
                                "KZ_V6",
                                Map.of(
                                        "KZ_V6_useFor", Set.of("KZ_V6_useFor_investmentTrading", "other"),
                                        "KZ_V6_sourceOfFunds", Set.of("KZ_V6_sourceOfFunds_salary"))))
                .start();
        broker = new Broker(exchange.baseUrl());
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    @BeforeEach
    void reset() {
        exchange.reset();
    }

    @Test
    void acceptsBothExamplesWithTheDocumentedResponse() {
        var standard = broker.post(RecordBody.standard("R1"));
        var kz = broker.post(RecordBody.kz("R2"));

        assertThat(standard.statusCode()).isEqualTo(200);
        assertThat(Broker.json(standard)).isEqualTo(successExample());
        assertThat(Broker.json(kz)).isEqualTo(successExample());
    }

    private static Object successExample() {
        return new JsonMapper()
                .readTree(ExchangeRulesTest.class.getResourceAsStream("/kyc-sharing-examples/success-response.json"));
    }

    @Test
    void refusesThePrintedStandardExampleForItsNames() {
        RecordBody printed = RecordBody.standard("R1").set("kycInfo.identityInfo.firstName", "testFirstName");

        var response = Broker.json(broker.post(printed));

        assertThat(response.path("code").stringValue()).isEqualTo(ILLEGAL_PARAM);
        assertThat(response.path("success").booleanValue()).isFalse();
        assertThat(response.path("messageDetail").stringValue())
                .isEqualTo("kycInfo.identityInfo.firstName: must match basicInfo's");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bizEntityKey",
                "requestNo",
                "kycInfo",
                "kycInfo.userInfo",
                "kycInfo.userInfo.bizEntityKey",
                "kycInfo.userInfo.entityCustomerId",
                "kycInfo.userInfo.brokerMainAccountId",
                "kycInfo.userInfo.brokerSubAccountId",
                "kycInfo.userInfo.notifyUrl",
                "kycInfo.basicInfo",
                "kycInfo.basicInfo.firstName",
                "kycInfo.basicInfo.lastName",
                "kycInfo.basicInfo.residentialCountry",
                "kycInfo.basicInfo.dob",
                "kycInfo.basicInfo.country",
                "kycInfo.basicInfo.userSubmitIp",
                "kycInfo.basicInfo.address",
                "kycInfo.basicInfo.city",
                "kycInfo.identityInfo",
                "kycInfo.identityInfo.documentType",
                "kycInfo.identityInfo.selectCountry",
                "kycInfo.identityInfo.frontFileUrl",
                "kycInfo.identityInfo.faceFileUrl",
                "kycInfo.identityInfo.firstName",
                "kycInfo.identityInfo.lastName",
                "kycInfo.identityInfo.dob",
                "kycInfo.identityInfo.idType",
                "kycInfo.identityInfo.idCountry",
                "kycInfo.identityInfo.nationalityCountry",
                "kycInfo.identityInfo.idNumber",
                "kycInfo.identityInfo.userSubmitIp",
            })
    void refusesAStandardRecordWithoutAMandatoryField(String path) {
        assertThat(broker.code(RecordBody.standard("R1").remove(path))).isEqualTo(ILLEGAL_PARAM);
        assertThat(broker.code(RecordBody.standard("R2").setJson(path, "null"))).isEqualTo(ILLEGAL_PARAM);
        assertThat(exchange.ledger())
                .allSatisfy((no, entry) -> assertThat(entry.acceptedTimes()).isZero());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tncInfo.userSubmitIp",
                "tncInfo.tncVersion",
                "tncInfo.consent",
                "tncInfo.signTime",
                "questionnaireInfo.version",
                "questionnaireInfo.answers",
                "questionnaireInfo.answers.0.title",
                "questionnaireInfo.answers.0.option",
            })
    void refusesAKzRecordWithAnIncompleteSection(String path) {
        assertThat(broker.code(RecordBody.kz("R1").remove("kycInfo." + path))).isEqualTo(ILLEGAL_PARAM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kycInfo.userInfo.extra",
                "kycInfo.basicInfo.middleName",
                "kycInfo.basicInfo.postalCode",
                "kycInfo.identityInfo.backFileUrl",
                "kycInfo.identityInfo.middleName",
                "kycInfo.identityInfo.idSubType",
                "kycInfo.identityInfo.idExpiry",
                "kycInfo.identityInfo.idUsState",
                "kycInfo.identityInfo.personalNumber",
                "kycInfo.identityInfo.gender",
                "kycInfo.identityInfo.issuingAuthority",
                "kycInfo.identityInfo.issuingDate",
                "kycInfo.identityInfo.issuingPlace",
                "kycInfo.identityInfo.registrationNumber",
                "kycInfo.identityInfo.city",
                "kycInfo.identityInfo.stateCode",
                "kycInfo.identityInfo.postalCode",
                "kycInfo.identityInfo.address",
            })
    void acceptsAStandardRecordWithoutAnOptionalField(String path) {
        assertThat(broker.code(RecordBody.standard("R1").remove(path))).isEqualTo(ACCEPTED);
        assertThat(broker.code(RecordBody.standard("R2").setJson(path, "null"))).isEqualTo(ACCEPTED);
        assertThat(broker.code(RecordBody.standard("R3").setJson(path, "17"))).isEqualTo(ILLEGAL_REQUEST);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                limit("requestNo", 120, "q"),
                limit("kycInfo.userInfo.entityCustomerId", 128, "7"),
                limit("kycInfo.basicInfo.address", 400, "😀"),
                limit("kycInfo.basicInfo.city", 100, "陈"),
                limit("kycInfo.basicInfo.postalCode", 50, "Ж"),
                texts("kycInfo.userInfo.entityCustomerId", "aZ09+-_@ Ә", "a b", "a.b", "a/b"),
                texts("kycInfo.userInfo.notifyUrl", ". https://b.example/x?y=1 HTTP://b", "..", "b.example", "ftp://b"),
                texts("kycInfo.basicInfo.residentialCountry", "KZ XX", "kz", "KAZ", "K", "ＫＺ"),
                texts("kycInfo.basicInfo.country", "SG", "Sg", "SGP"),
                texts("kycInfo.basicInfo.dob", "2000-02-29 1899-12-31", "2001-02-29", "01-02-2000", "2000-1-2"),
                texts(
                        "kycInfo.basicInfo.userSubmitIp",
                        "0.0.0.0 255.255.255.255 192.168.001.0001 0000000000255.0.0.0 ::ffff:0192.0.02.000128 ::1",
                        "256.1.1.1",
                        "1.1.1.000256",
                        "1.1.1.99999999999999999999",
                        "1.2.3",
                        "host"),
                texts(
                        "kycInfo.identityInfo.userSubmitIp",
                        "2001:db8::8a2e:370:7334 ::ffff:192.0.2.1 FE80::1",
                        "2001:db8:::1",
                        "1:2:3:4:5:6:7",
                        "12345::",
                        "1" + ":1".repeat(50_000),
                        "g::1",
                        ".:1"),
                texts("kycInfo.identityInfo.selectCountry", "SG", "sg", "1A"),
                texts("kycInfo.identityInfo.idCountry", "SG", "sg"),
                texts("kycInfo.identityInfo.nationalityCountry", "SG", "sg"),
                texts(
                        "kycInfo.identityInfo.frontFileUrl",
                        "https://h/ä?x=|# s3://bucket/k https://u:p@h:80/x https://@h/x https://h:/x https://h/?@",
                        "/file",
                        "https:///x",
                        "https://:80/x",
                        "https://u@/x",
                        "https://u@:80/x",
                        "https://h/\u007f",
                        "a b"),
                texts("kycInfo.identityInfo.backFileUrl", "http://h", "h"),
                texts("kycInfo.identityInfo.faceFileUrl", "http://h", "h"),
                texts("kycInfo.identityInfo.dob", "1999-09-19", "1999-13-01", "yesterday"),
                texts("kycInfo.identityInfo.idExpiry", "2030-09-19  ", "2030/09/19"),
                texts("kycInfo.identityInfo.issuingDate", "2010-09-19", "2010-09-19T00:00:00Z"),
                texts("kycInfo.identityInfo.documentType", "ID_CARD SOMETHING_NEW", " "),
                texts("kycInfo.identityInfo.idType", "PASSPORT SOMETHING_NEW", " "),
                texts("kycInfo.userInfo.brokerMainAccountId", "123 MAIN_ACC_001", " "));
    }

    private static Arguments limit(String path, int max, String character) {
        return arguments(path, new String[] {character.repeat(max)}, new String[] {character.repeat(max + 1)});
    }

    private static Arguments texts(String path, String goodOnes, String... badOnes) {
        return arguments(path, goodOnes.split(" ", -1), badOnes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void checksTextsByTheirRule(String path, String[] goodOnes, String[] badOnes) {
        for (String bad : badOnes) {
            RecordBody record = RecordBody.standard("R").set(path, bad);
            assertThat(broker.code(record)).as("%s = %s", path, bad).isEqualTo(ILLEGAL_PARAM);
        }
        for (String good : goodOnes) {
            exchange.reset();
            RecordBody record = RecordBody.standard("R").set(path, good);
            assertThat(broker.code(record)).as("%s = %s", path, good).isEqualTo(ACCEPTED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tncInfo.tncVersion, '1.0 10.25', '1', '1.', '.1', '1.0.0', 'v1.0'",
        "tncInfo.userSubmitIp, '192.168.1.1 ::1', '192.168.1', '', 'x', '1.1.1.1.1'",
        "tncInfo.signTime, '2024-01-01T12:00:00Z 2024-01-01T12:00:00.123+05:00', '2024-01-01', 'now', '', '1704110400'",
        "tncInfo.signTime, '20240101T1200Z 2024-W01-1T12+05 2024001T12:00:00', '2024-01-01T24:00Z', '2024-W53-1T12Z', '2024-01-01T12Z[UTC]', '2024-01-01T12+5'",
        "questionnaireInfo.version, 'KZ_V6', 'KZ_V7', 'kz_v6', '', 'V'",
        "questionnaireInfo.answers.0.title, 'KZ_V6_useFor', 'KZ_V6_sourceOfFunds', 'other', '', 'x'",
        "questionnaireInfo.answers.0.option, 'KZ_V6_useFor_investmentTrading other', 'KZ_V6_sourceOfFunds_salary', 'x', '', 'y'"
    })
    void checksKzTextsByTheirRule(String path, String goodOnes, String bad1, String bad2, String bad3, String bad4) {
        for (String bad : new String[] {bad1, bad2, bad3, bad4}) {
            assertThat(broker.code(RecordBody.kz("R").set("kycInfo." + path, bad)))
                    .as(bad)
                    .isEqualTo(ILLEGAL_PARAM);
        }
        for (String good : goodOnes.split(" ", -1)) {
            exchange.reset();
            assertThat(broker.code(RecordBody.kz("R").set("kycInfo." + path, good)))
                    .as(good)
                    .isEqualTo(ACCEPTED);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "[]; 000002",
                "null; 000002",
                "{}; 10040005",
                "['x']; 10040005",
                "[{'title':'KZ_V6_useFor','option':'other'}]; 000002",
                "[{'title':'KZ_V6_useFor','option':'other'},{'title':'KZ_V6_useFor','option':'other'}]; 000002",
                "[{'title':'KZ_V6_useFor','option':'other'},"
                        + "{'title':'KZ_V6_sourceOfFunds','option':'KZ_V6_sourceOfFunds_salary'}]; 000000"
            })
    void requiresOneAnswerForEachQuestion(String answers, String code) {
        RecordBody record = RecordBody.kz("R").setJson("kycInfo.questionnaireInfo.answers", answers.replace('\'', '"'));
        assertThat(broker.code(record)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void acceptsEitherConsent(String consent) {
        assertThat(broker.code(RecordBody.kz("R").setJson("kycInfo.tncInfo.consent", consent)))
                .isEqualTo(ACCEPTED);
    }

    @Test
    void refusesAConsentThatIsNotABoolean() {
        assertThat(broker.code(RecordBody.kz("R").set("kycInfo.tncInfo.consent", "true")))
                .isEqualTo(ILLEGAL_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tncInfo", "questionnaireInfo"})
    void refusesKzSectionsFromAStandardBroker(String section) {
        RecordBody record = RecordBody.standard("R").setJson("kycInfo." + section, "{}");
        assertThat(broker.code(record)).isEqualTo(ILLEGAL_PARAM);
        assertThat(broker.code(record.setJson("kycInfo." + section, "null"))).isEqualTo(ACCEPTED);
    }

    @Test
    void requiresAtLeastOneSectionFromAKzBroker() {
        RecordBody record = RecordBody.kz("R").remove("kycInfo.tncInfo");
        assertThat(broker.code(record)).isEqualTo(ACCEPTED);
        assertThat(broker.code(record.remove("kycInfo.questionnaireInfo").set("requestNo", "S")))
                .isEqualTo(ILLEGAL_PARAM);
    }

    @ParameterizedTest
    @CsvSource({"' aa ', 000000", "Aa, 000000", "ＡＡ, 000000", "AAA, 000002", "'A A', 000002"})
    void comparesNamesByTheirNormalisedForm(String firstName, String code) {
        assertThat(broker.code(RecordBody.standard("R").set("kycInfo.identityInfo.firstName", firstName)))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"Weiß, WEIẞ", "Weiß, WEISS", "İbrahim, i̇brahim", "İbrahim, IBRAHIM", "Işık, ışık", "Μαΐου, ΜΑΪ́ΟΥ"})
    void ignoresTheCaseOfNames(String firstName, String other) {
        RecordBody record = RecordBody.standard("R")
                .set("kycInfo.basicInfo.firstName", firstName)
                .set("kycInfo.identityInfo.firstName", other);

        assertThat(broker.code(record)).isEqualTo(ACCEPTED);
    }

    @Test
    void refusesAnOptionalBlankTextThatIsTooLong() {
        RecordBody record = RecordBody.standard("R");

        assertThat(broker.code(record.set("kycInfo.basicInfo.postalCode", " ".repeat(51))))
                .isEqualTo(ILLEGAL_PARAM);
        assertThat(broker.code(record.set("kycInfo.basicInfo.postalCode", " ".repeat(50))))
                .isEqualTo(ACCEPTED);
    }

    @Test
    void acceptsAnyOptionForAQuestionWithoutOptions() {
        try (KycExchangeSimulator free = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.kz(Broker.KZ_KEY, Broker.KZ_SECRET)
                        .withQuestionnaire("KZ_V6", Map.of("KZ_V6_useFor", Set.of(), "KZ_V6_sourceOfFunds", Set.of())))
                .start()) {
            assertThat(new Broker(free.baseUrl()).code(RecordBody.kz("R"))).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void digitsOnlyAppliesToRecordsAndQueries() {
        String query =
                "{\"bizEntityKey\":\"" + Broker.STANDARD_KEY + "\",\"entityCustomerId\":\"C\",\"kycType\":\"USER\","
                        + "\"brokerMainAccountId\":\"12\",\"brokerSubAccountId\":\"%s\"}";
        try (KycExchangeSimulator strict = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET))
                .digitsOnlyAccountIds(true)
                .start()) {
            Broker strictBroker = new Broker(strict.baseUrl());

            assertThat(Broker.code(strictBroker.query(query.formatted("34")))).isEqualTo(ACCEPTED);
            assertThat(Broker.code(strictBroker.query(query.formatted("SUB_34"))))
                    .isEqualTo(ILLEGAL_PARAM);
            assertThat(strictBroker.code(RecordBody.standard("R").set("kycInfo.userInfo.brokerSubAccountId", "SUB_34")))
                    .isEqualTo(ILLEGAL_PARAM);
        }
        assertThat(Broker.code(broker.query(query.formatted("SUB_34")))).isEqualTo(ACCEPTED);
    }

    @Test
    void refusesAnotherEntitysKeyInUserInfo() {
        assertThat(broker.code(RecordBody.standard("R").set("kycInfo.userInfo.bizEntityKey", "OTHER")))
                .isEqualTo(ILLEGAL_PARAM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "17", "{\"a\":1} x", "not json"})
    void refusesABodyThatIsNotAJsonObject(String body) {
        assertThat(Broker.code(broker.post(body))).isEqualTo(ILLEGAL_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kycInfo", "kycInfo.userInfo", "kycInfo.basicInfo", "kycInfo.identityInfo.city"})
    void refusesJsonOfTheWrongType(String path) {
        assertThat(broker.code(RecordBody.standard("R").setJson(path, "[1]"))).isEqualTo(ILLEGAL_REQUEST);
    }

    @Test
    void ignoresUnknownFields() {
        assertThat(broker.code(RecordBody.standard("R").set("kycInfo.basicInfo.nickname", "x")))
                .isEqualTo(ACCEPTED);
    }

    @Test
    void acceptsEveryQuestionnaireUntilOneIsConfigured() {
        try (KycExchangeSimulator open = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.kz(Broker.KZ_KEY, Broker.KZ_SECRET))
                .start()) {
            RecordBody record = RecordBody.kz("R").set("kycInfo.questionnaireInfo.version", "ANY");
            assertThat(new Broker(open.baseUrl()).code(record)).isEqualTo(ACCEPTED);
        }
    }
}
