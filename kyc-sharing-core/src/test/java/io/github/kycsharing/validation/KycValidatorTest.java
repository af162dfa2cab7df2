package io.github.kycsharing.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DocumentType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.QuestionnaireAnswer;
import io.github.kycsharing.model.QuestionnaireInfo;
import io.github.kycsharing.model.Records;
import io.github.kycsharing.model.ShareKycRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class KycValidatorTest {
    private static final String MARKER = "MARKER\u0001";
    private final KycValidator standard = new KycValidator(BrokerType.STANDARD, Records.KEY, List.of());
    private final KycValidator kz = new KycValidator(BrokerType.KZ_ENTITY, Records.KEY, List.of());

    @Test
    void theStandardExampleOfTheSpecificationBreaksItsOwnNameRule() throws IOException {
        ShareKycRequest example = example("standard-broker-request.json");
        KycValidator validator = new KycValidator(BrokerType.STANDARD, "BROKERKEY", List.of());

        assertThat(lines(validator.validate(example)))
                .containsExactly(
                        "kycInfo.identityInfo.firstName must be the same as in basicInfo [NAMES_MATCH]",
                        "kycInfo.identityInfo.lastName must be the same as in basicInfo [NAMES_MATCH]");
    }

    @Test
    void theKzExampleOfTheSpecificationPasses() throws IOException {
        ShareKycRequest example = example("kz-partial-sharing-request.json");
        KycValidator validator = new KycValidator(BrokerType.KZ_ENTITY, "KZ_ENTITY_BROKER", List.of());

        assertThat(validator.validate(example)).isEmpty();
    }

    @Test
    void anEmptyRequestMissesWhatIsMandatory() {
        assertThat(lines(standard.validate(ShareKycRequest.builder().build())))
                .containsExactly(
                        "bizEntityKey is mandatory [MANDATORY]",
                        "kycInfo is mandatory [MANDATORY]",
                        "requestNo is mandatory [MANDATORY]");
    }

    @Test
    void anEmptyRecordOfAStandardBrokerMissesItsSections() {
        assertThat(lines(standard.validate(withInfo(KycInfo.builder().build()))))
                .containsExactly(
                        "kycInfo.basicInfo is mandatory [MANDATORY]",
                        "kycInfo.identityInfo is mandatory [MANDATORY]",
                        "kycInfo.userInfo is mandatory [MANDATORY]");
    }

    @Test
    void anEmptyRecordOfAKzEntityBrokerMissesAnySection() {
        assertThat(lines(kz.validate(withInfo(KycInfo.builder().build()))))
                .containsExactly(
                        "kycInfo must carry at least one of basicInfo, identityInfo, tncInfo, questionnaireInfo"
                                + " [AT_LEAST_ONE_SECTION]",
                        "kycInfo.userInfo is mandatory [MANDATORY]");
    }

    @Test
    void aSectionThatDoesNotApplyIsCheckedAllTheSame() {
        ShareKycRequest request = FieldPath.of("kycInfo.tncInfo")
                .set(
                        Records.standard(),
                        Records.tncInfo().toBuilder().consent(null).build());

        assertThat(lines(standard.validate(request)))
                .containsExactly(
                        "kycInfo.tncInfo does not apply to a standard broker [NOT_APPLICABLE]",
                        "kycInfo.tncInfo.consent is mandatory [MANDATORY]");
    }

    @Test
    void everyViolationIsReportedAtOnceAndInOrder() {
        assertThat(lines(kz.validate(allWrong())))
                .containsExactly(
                        "bizEntityKey must be the bizEntityKey of this client [SINGLE_ENTITY]",
                        "kycInfo.basicInfo.address must be at most 400 characters [MAX_LENGTH]",
                        "kycInfo.basicInfo.city must be at most 100 characters [MAX_LENGTH]",
                        "kycInfo.basicInfo.country must be two upper-case letters [COUNTRY_CODE]",
                        "kycInfo.basicInfo.dob must be a date of the form yyyy-MM-dd [DATE]",
                        "kycInfo.basicInfo.postalCode must be at most 50 characters [MAX_LENGTH]",
                        "kycInfo.basicInfo.residentialCountry must be two upper-case letters [COUNTRY_CODE]",
                        "kycInfo.basicInfo.userSubmitIp must be an IPv4 or IPv6 address [IP_ADDRESS]",
                        "kycInfo.identityInfo.documentType is mandatory [MANDATORY]",
                        "kycInfo.identityInfo.faceFileUrl must be an absolute URL [DOWNLOAD_URL]",
                        "kycInfo.identityInfo.firstName must be the same as in basicInfo [NAMES_MATCH]",
                        "kycInfo.questionnaireInfo.answers[1].option is mandatory [MANDATORY]",
                        "kycInfo.questionnaireInfo.answers[2] is mandatory [MANDATORY]",
                        "kycInfo.questionnaireInfo.answers[10].title is answered more than once [ANSWERED_ONCE]",
                        "kycInfo.tncInfo.signTime must be a point in time in ISO-8601, such as 2024-01-01T12:00:00Z [INSTANT]",
                        "kycInfo.tncInfo.tncVersion must be two numbers with a dot between them, such as 1.0 [TNC_VERSION]",
                        "kycInfo.userInfo.bizEntityKey must be the bizEntityKey of this client [SINGLE_ENTITY]",
                        "kycInfo.userInfo.entityCustomerId must consist of digits, letters and + - _ @ [ENTITY_CUSTOMER_ID]",
                        "kycInfo.userInfo.notifyUrl must be an absolute http or https URL, or \".\" for no notification"
                                + " [NOTIFY_URL]",
                        "requestNo must be at most 120 characters [MAX_LENGTH]");
    }

    @Test
    void noViolationRepeatsAValue() {
        assertThat(kz.validate(allWrong()))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.toString()).doesNotContain("MARKER", "\u0001"));
    }

    @Test
    void theOrderIsTheSameInEveryThreadAndEveryTime() throws Exception {
        List<KycViolation> once = kz.validate(allWrong());
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            Callable<List<KycViolation>> again = () -> kz.validate(allWrong());
            for (var result : threads.invokeAll(Collections.nCopies(200, again))) {
                assertThat(result.get()).isEqualTo(once);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void twoTemplatesForOneVersionAreRefused() {
        QuestionnaireTemplate one =
                QuestionnaireTemplate.version("KZ_V6").question("q").build();
        QuestionnaireTemplate other =
                QuestionnaireTemplate.version("KZ_V6").question("p").build();

        assertThatThrownBy(() -> new KycValidator(BrokerType.KZ_ENTITY, Records.KEY, List.of(one, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two questionnaire templates for version KZ_V6");
    }

    @Test
    void validatorsOfTwoEntitiesDoNotMix() {
        KycValidator other = new KycValidator(
                BrokerType.KZ_ENTITY,
                "OTHER",
                List.of(QuestionnaireTemplate.version("KZ_V6").question("q").build()));

        assertThat(other.validate(Records.kz()))
                .extracting(KycViolation::rule)
                .contains(KycRule.SINGLE_ENTITY, KycRule.ALL_ANSWERED);
        assertThat(kz.validate(Records.kz())).isEmpty();
        assertThat(standard.validate(Records.standard())).isEmpty();
    }

    private static ShareKycRequest allWrong() {
        ShareKycRequest request = Records.kz();
        List<QuestionnaireAnswer> answers = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> answers.add(QuestionnaireAnswer.of("q" + i, MARKER)));
        answers.add(QuestionnaireAnswer.of("q3", MARKER));
        answers.set(1, QuestionnaireAnswer.of(MARKER, " "));
        answers.set(2, null);
        KycInfo info = request.kycInfo().toBuilder()
                .userInfo(Records.userInfo().toBuilder()
                        .bizEntityKey(MARKER)
                        .entityCustomerId(MARKER)
                        .notifyUrl(MARKER)
                        .extra(MARKER)
                        .build())
                .basicInfo(Records.basicInfo().toBuilder()
                        .firstName(MARKER)
                        .residentialCountry(MARKER)
                        .country(MARKER)
                        .dob(LocalDate.MAX)
                        .userSubmitIp(MARKER)
                        .address(MARKER.repeat(400))
                        .city(MARKER.repeat(100))
                        .postalCode(MARKER.repeat(50))
                        .build())
                .identityInfo(Records.identityInfo().toBuilder()
                        .documentType(null)
                        .idType(DocumentType.of(MARKER))
                        .faceFileUrl(MARKER)
                        .build())
                .tncInfo(Records.tncInfo().toBuilder()
                        .tncVersion(MARKER)
                        .signTime(Instant.MIN)
                        .build())
                .questionnaireInfo(QuestionnaireInfo.builder()
                        .version(MARKER)
                        .answers(answers)
                        .build())
                .build();
        return new ShareKycRequest(MARKER, MARKER.repeat(120), info);
    }

    private static ShareKycRequest withInfo(KycInfo info) {
        return Records.standard().toBuilder().kycInfo(info).build();
    }

    private static List<String> lines(List<KycViolation> violations) {
        return violations.stream().map(KycViolation::toString).toList();
    }

    private static ShareKycRequest example(String name) throws IOException {
        try (InputStream json = KycValidatorTest.class.getResourceAsStream("/kyc-sharing-examples/" + name)) {
            return KycJson.readRequest(json.readAllBytes());
        }
    }
}
