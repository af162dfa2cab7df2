package io.github.kycsharing.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.exception.KycJsonException;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.Records;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.validation.CallRules.CallRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The simulator has its own implementation of the rules: it accepts exactly the records that the library accepts. */
@Execution(ExecutionMode.CONCURRENT)
@NullUnmarked
class SimulatorAgreementTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SECRET = "secret-of-the-simulator";
    private static final String ACCEPTED = "000000";
    private static final String CUSTOMER = "/bapi/ekyc/v2/public/ekyc/customer/";
    private static final int RECORDS = 1_200;
    private static final Map<String, Set<String>> QUESTIONS = Map.of(
            "useFor", Set.of("useFor_trading", "useFor_savings"),
            "sourceOfFunds", Set.of("sourceOfFunds_salary"),
            "free", Set.of());

    private final HttpClient http = HttpClient.newHttpClient();

    /** The entity types, and the seed of each. */
    enum Kind {
        STANDARD(BrokerType.STANDARD, 11),
        KZ(BrokerType.KZ_ENTITY, 12),
        KZ_WITH_TEMPLATE(BrokerType.KZ_ENTITY, 13);

        private final BrokerType broker;
        private final long seed;

        Kind(BrokerType broker, long seed) {
            this.broker = broker;
            this.seed = seed;
        }

        KycExchangeSimulator exchange() {
            return KycExchangeSimulator.builder()
                    .entity(
                            switch (this) {
                                case STANDARD -> ExchangeEntity.standard(Records.KEY, SECRET);
                                case KZ -> ExchangeEntity.kz(Records.KEY, SECRET);
                                case KZ_WITH_TEMPLATE ->
                                    ExchangeEntity.kz(Records.KEY, SECRET).withQuestionnaire("KZ_V6", QUESTIONS);
                            })
                    .start();
        }

        KycValidator validator() {
            return new KycValidator(
                    broker,
                    Records.KEY,
                    this == KZ_WITH_TEMPLATE ? List.of(new QuestionnaireTemplate("KZ_V6", QUESTIONS)) : List.of());
        }
    }

    @ParameterizedTest
    @EnumSource
    void simulatorAndLibraryTakeTheSameRecords(Kind kind) throws Exception {
        MutatedRecords records = new MutatedRecords(kind.seed);
        KycValidator validator = kind.validator();
        Map<String, Integer> seen = new HashMap<>();
        try (KycExchangeSimulator exchange = kind.exchange()) {
            for (int i = 0; i < RECORDS; i++) {
                ObjectNode record = records.next(kind.broker);
                if (kind == Kind.KZ_WITH_TEMPLATE && i % 8 != 0) {
                    answerTheFreeQuestion(record);
                }
                String which = kind + ", seed " + kind.seed + ", record " + i + ": " + record;
                LocalCheck library = library(validator, record);
                JsonNode response = share(exchange, JSON.writeValueAsBytes(record));

                String result = compare(kind, record, library, response, which);

                seen.merge(result, 1, Integer::sum);
                if (library.request != null && result.equals("taken")) {
                    assertThat(code(share(exchange, KycJson.write(library.request))))
                            .as("as the library sends it: %s", which)
                            .isEqualTo(ACCEPTED);
                }
            }
        }
        assertThat(seen).hasEntrySatisfying("taken", count -> assertThat(count).isGreaterThan(150));
        assertThat(seen)
                .hasEntrySatisfying("refused", count -> assertThat(count).isGreaterThan(500));
        assertThat(seen).containsKey("a field that the specification does not know");
        if (kind == Kind.KZ) {
            assertThat(seen).containsKey("a signTime that the library cannot keep");
        }
        if (kind == Kind.KZ_WITH_TEMPLATE) {
            assertThat(seen).containsKey("a version that is not configured");
        }
    }

    /** Compares both results; returns the common result, or the open point of docs/rules.md that explains the difference. */
    private static String compare(Kind kind, ObjectNode record, LocalCheck library, JsonNode response, String which) {
        boolean taken = code(response).equals(ACCEPTED);
        List<KycViolation> violations = library.violations;
        if (taken == violations.isEmpty()) {
            if (!taken && library.request != null) {
                String detail = response.path("messageDetail").stringValue("");
                assertThat(violations)
                        .as(which)
                        .extracting(KycViolation::path)
                        .contains(detail.substring(0, detail.indexOf(": ")));
            }
            return taken ? "taken" : "refused";
        }
        String signTime =
                record.path("kycInfo").path("tncInfo").path("signTime").stringValue("");
        if (taken && is(violations, KycRule.KNOWN_FIELD)) {
            return "a field that the specification does not know";
        }
        if (taken && is(violations, KycRule.INSTANT) && isNotKept(signTime)) {
            return "a signTime that the library cannot keep";
        }
        String version =
                record.path("kycInfo").path("questionnaireInfo").path("version").stringValue("");
        if (!taken && kind == Kind.KZ_WITH_TEMPLATE && !version.equals("KZ_V6")) {
            return "a version that is not configured";
        }
        assertThat(taken)
                .as("%s%nThe library says %s, the simulator %s", which, violations, response)
                .isEqualTo(violations.isEmpty());
        throw new AssertionError(which);
    }

    /** Without an offset, or more precise than a nanosecond. */
    private static boolean isNotKept(String signTime) {
        return signTime.matches(".*T[0-9:.,]+") || signTime.matches(".*[.,][0-9]{10,}.*");
    }

    private static boolean is(List<KycViolation> violations, KycRule rule) {
        return violations.stream().allMatch(violation -> violation.rule() == rule);
    }

    private static void answerTheFreeQuestion(ObjectNode record) {
        JsonNode answers = record.path("kycInfo").path("questionnaireInfo").path("answers");
        if (answers instanceof ArrayNode array) {
            array.addObject().put("title", "free").put("option", "any text");
        }
    }

    private static LocalCheck library(KycValidator validator, ObjectNode record) {
        try {
            ShareKycRequest request = KycJson.readRequest(JSON.writeValueAsBytes(record));
            return new LocalCheck(request, validator.validate(request));
        } catch (KycJsonException e) {
            return new LocalCheck(null, e.violations());
        }
    }

    private record LocalCheck(ShareKycRequest request, List<KycViolation> violations) {}

    @Test
    void simulatorAndLibraryTakeTheSameQueries() throws Exception {
        long seed = 14;
        Random random = new Random(seed);
        List<String> texts = Stream.of(
                        SampleTexts.BLANK, SampleTexts.IDS, SampleTexts.NO_IDS, List.of("USER", "x".repeat(129), "123"))
                .flatMap(List::stream)
                .toList();
        KycValidator validator = Kind.STANDARD.validator();
        Set<Boolean> results = new HashSet<>();
        try (KycExchangeSimulator exchange = Kind.STANDARD.exchange()) {
            for (int i = 0; i < 500; i++) {
                KycStatusQuery query = new KycStatusQuery(
                        random.nextInt(10) == 0 ? pick(texts, random) : Records.KEY,
                        pick(texts, random),
                        random.nextInt(4) == 0 ? pick(texts, random) : KycStatusQuery.USER,
                        random.nextInt(4) == 0 ? pick(texts, random) : "1",
                        random.nextInt(4) == 0 ? pick(texts, random) : null);
                boolean taken = validator.validate(query).isEmpty();

                JsonNode response = post(exchange, "check-kyc-status", KycJson.write(query));

                assertThat(code(response).equals(ACCEPTED))
                        .as("seed %d, query %d: %s", seed, i, new String(KycJson.write(query), UTF_8))
                        .isEqualTo(taken);
                results.add(taken);
            }
        }
        assertThat(results).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void simulatorRefusesEveryBrokenCallForTheSameField() throws Exception {
        try (KycExchangeSimulator exchange = Kind.STANDARD.exchange()) {
            exchange.status("42").set(ExchangeStatus.PASS);
            for (CallRule rule : CallRules.all()) {
                if (rule.rule() == KycRule.FILE_EXTENSION) {
                    continue; // The simulator, as the exchange, refuses the file when it processes it.
                }
                JsonNode response =
                        post(exchange, RulesPage.path(rule.operation()), JSON.writeValueAsBytes(rule.broken()));

                assertThat(code(response)).as(rule.toString()).isNotEqualTo(ACCEPTED);
                if (!rule.path().equals("bizEntityKey")) {
                    assertThat(response.path("messageDetail").stringValue(""))
                            .as(rule.operation() + " " + rule.rule())
                            .startsWith(rule.path() + ": ");
                }
            }
        }
    }

    @Test
    void simulatorTakesAValidRequestOfEveryCall() throws Exception {
        try (KycExchangeSimulator exchange = Kind.STANDARD.exchange()) {
            exchange.status("42").set(ExchangeStatus.PASS);
            for (Map.Entry<Operation, Record> call : CallRules.VALID.entrySet()) {
                JsonNode response =
                        post(exchange, RulesPage.path(call.getKey()), JSON.writeValueAsBytes(call.getValue()));

                boolean needsRecord =
                        call.getKey() == Operation.SUBMIT_FILES || call.getKey() == Operation.CHECK_SUBMITTED_FILES;
                assertThat(needsRecord ? response.path("messageDetail").stringValue("") : code(response))
                        .as(call.getKey().toString())
                        .contains(needsRecord ? "no such" : ACCEPTED);
            }
        }
    }

    @Test
    void onlyTheLibraryRejectsADuplicateField() throws Exception {
        String record = new String(KycJson.write(Records.standard()), UTF_8)
                .replace("\"gender\":\"F\"", "\"gender\":\"F\",\"gender\":\"M\"");

        try (KycExchangeSimulator exchange = Kind.STANDARD.exchange()) {
            assertThat(code(share(exchange, record.getBytes(UTF_8)))).isEqualTo(ACCEPTED);
        }
        assertThatThrownBy(() -> KycJson.readRequest(record.getBytes(UTF_8)))
                .isInstanceOf(KycJsonException.class)
                .hasMessageContaining("FIELD_ONCE");
    }

    private static String pick(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    private JsonNode share(KycExchangeSimulator exchange, byte[] body) throws Exception {
        // Each request is independent: no requestNo is used and no account is linked.
        exchange.reset();
        return post(exchange, "share-kyc-data", body);
    }

    private JsonNode post(KycExchangeSimulator exchange, String call, byte[] body)
            throws IOException, InterruptedException, GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(exchange.baseUrl() + CUSTOMER + call))
                .header("Content-Type", "application/json")
                .header("X-SHA2-Signature", HexFormat.of().formatHex(mac.doFinal(body)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }

    private static String code(JsonNode response) {
        return response.path("code").stringValue("");
    }
}
