package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.AccountHolder;
import io.github.kycsharing.model.AccountLink;
import io.github.kycsharing.model.BrokerAccount;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.ShareStatusQuery;
import io.github.kycsharing.validation.KycRule;
import io.github.kycsharing.validation.KycValidator;
import io.github.kycsharing.validation.KycViolation;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the calls around sharing; nothing invalid is sent. */
class FamilyValidationTest {
    private static final String URL = "https://f.example.com/a.pdf";
    private static final String LONG_ID = "4".repeat(129);

    private final ScriptedServer server =
            ScriptedServer.following(ServerActions.response(FamilyCall.data("{'requestNo':'F-1'}")));
    private final KycSharingClient client =
            TestClients.standard(server.baseUrl()).build();

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void aShareStatusQueryIsValidated() {
        assertViolations(
                () -> client.shareStatus(LONG_ID, "R".repeat(121)),
                tuple("entityCustomerId", KycRule.MAX_LENGTH),
                tuple("requestNo", KycRule.MAX_LENGTH));
        assertViolations(
                () -> client.shareStatus(
                        ShareStatusQuery.builder().bizEntityKey("OTHER").build(), DeliveryOptions.inherited()),
                tuple("bizEntityKey", KycRule.SINGLE_ENTITY),
                tuple("entityCustomerId", KycRule.MANDATORY),
                tuple("requestNo", KycRule.MANDATORY));
        assertViolations(
                () -> client.shareStatus("4 2", " "),
                tuple("entityCustomerId", KycRule.ENTITY_CUSTOMER_ID),
                tuple("requestNo", KycRule.MANDATORY));
    }

    @Test
    void aNumberOfMaximumLengthIsSent() throws IOException {
        try (ScriptedServer silent = ScriptedServer.following(ServerActions.accept());
                KycSharingClient other = TestClients.standard(silent.baseUrl()).build()) {
            assertThat(other.shareStatus("4".repeat(128), "😀".repeat(120)).isConclusive())
                    .isFalse();
            assertThat(silent.received()).hasSize(1);
        }
    }

    @Test
    void anAccountMustBeComplete() {
        assertViolations(
                () -> client.accounts().checkStatus(new BrokerAccount(null, " ")),
                tuple("brokerMainAccountId", KycRule.MANDATORY),
                tuple("brokerSubAccountId", KycRule.MANDATORY));
        assertViolations(
                () -> client.accounts().unlink("a b", new BrokerAccount(null, "S-1")),
                tuple("brokerMainAccountId", KycRule.MANDATORY),
                tuple("entityCustomerId", KycRule.ENTITY_CUSTOMER_ID));
        assertViolations(() -> client.accounts().refuse(" "), tuple("entityCustomerId", KycRule.MANDATORY));
    }

    @Test
    void aHolderIsACustomerOrAnOAuthUser() {
        assertViolations(
                () -> client.accounts().linked(new AccountHolder(null, null, " "), " "),
                tuple("brokerMainAccountId", KycRule.MANDATORY),
                tuple("entityCustomerId", KycRule.MANDATORY));
        assertViolations(
                () -> client.accounts().linked(new AccountHolder(null, "O-1", null), "M-1"),
                tuple("oauthClientId", KycRule.MANDATORY));
        assertViolations(
                () -> client.accounts().linked(new AccountHolder("42", null, "C-1"), "M-1"),
                tuple("openId", KycRule.MANDATORY));
        assertViolations(
                () -> client.accounts().linked(AccountHolder.customer(LONG_ID), "M-1"),
                tuple("entityCustomerId", KycRule.MAX_LENGTH));
    }

    @Test
    void aHolderWithAllIdsIsSent() {
        client.accounts().linked(new AccountHolder("42", "O-1", "C-1"), "M-1");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void everyLinkIsValidated() {
        assertViolations(() -> client.accounts().link(List.of()), tuple("accountList", KycRule.NOT_EMPTY));
        BrokerAccount account = BrokerAccount.of("M-1", "S-1");
        assertViolations(
                () -> client.accounts()
                        .link(List.of(
                                AccountLink.of(AccountHolder.customer("42"), account),
                                AccountLink.of(AccountHolder.customer("a b"), new BrokerAccount("M-1", null)),
                                AccountLink.of(new AccountHolder(null, null, "C-1"), account))),
                tuple("accountList[1].brokerSubAccountId", KycRule.MANDATORY),
                tuple("accountList[1].entityCustomerId", KycRule.ENTITY_CUSTOMER_ID),
                tuple("accountList[2].openId", KycRule.MANDATORY));
    }

    @Test
    void aPageIsValidated() {
        assertViolations(
                () -> client.informationRequests().page(InformationRequestFilter.ALL, 0, -1),
                tuple("page", KycRule.AT_LEAST_ONE),
                tuple("rows", KycRule.AT_LEAST_ONE));
        assertViolations(
                () -> client.informationRequests()
                        .page(
                                InformationRequestFilter.builder()
                                        .entityCustomerId(LONG_ID)
                                        .createdFrom(LocalDate.of(10_000, 1, 1))
                                        .createdTo(LocalDate.of(-1, 1, 1))
                                        .build(),
                                1,
                                1),
                tuple("endTime", KycRule.DATE),
                tuple("entityCustomerId", KycRule.MAX_LENGTH),
                tuple("startTime", KycRule.DATE));
    }

    @Test
    void submittedFilesAreValidated() {
        assertViolations(
                () -> client.informationRequests().submit(" ", " ", List.of()),
                tuple("entityCustomerId", KycRule.MANDATORY),
                tuple("fileDataList", KycRule.NOT_EMPTY),
                tuple("recordId", KycRule.MANDATORY));
        assertViolations(
                () -> client.informationRequests()
                        .submit(
                                "42",
                                "I-1",
                                List.of(
                                        InformationFiles.of("A", URL, "no url", "https://f.example.com/a.exe"),
                                        InformationFiles.of(" "))),
                tuple("fileDataList[0].files[1].fileUrl", KycRule.DOWNLOAD_URL),
                tuple("fileDataList[0].files[2].fileUrl", KycRule.FILE_EXTENSION),
                tuple("fileDataList[1].type", KycRule.MANDATORY));
        assertViolations(
                () -> client.informationRequests().submittedFiles("42", " ", " "),
                tuple("recordId", KycRule.MANDATORY),
                tuple("requestNo", KycRule.MANDATORY));
    }

    @Test
    void aTypeWithoutFilesIsSent() {
        client.informationRequests().submit("42", "I-1", List.of(InformationFiles.of("A")));
        assertThat(server.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://f.example.com/a.jpg",
                "https://f.example.com/a.JPEG?x=1.gif",
                "https://f.example.com/a.b.png#top.gif",
                "http://f.example.com/a.mp4",
                "https://f.example.com/a.mov",
                "https://f.example.com",
                "https://f.example.com?file=a.gif",
                "https://f.example.com/files/4711",
                "https://f.example.com/v1.0",
                "https://f.example.com/gif.d/4711",
                "https://f.example.com/.gif",
                "https://f.example.com/get.php?id=1",
                "https://f.example.com/a.",
                "https://f.example.com/a%2Egif",
                "https://f.example.com/a.gif;v=1",
                "https://f.example.com/report.final"
            })
    void aFileOfAnAllowedOrUnclearTypeIsSent(String url) {
        client.informationRequests().submit("42", "I-1", List.of(InformationFiles.of("A", url)));
        assertThat(server.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://f.example.com/a.gif",
                "https://f.example.com/a.jpg.HEIC?x=a.jpg",
                "https://f.example.com/a.webp",
                "https://f.example.com/files/a.docx#a.pdf",
                "https://f.example.com/a.7z"
            })
    void aFileOfAnotherTypeIsNotSent(String url) {
        assertViolations(
                () -> client.informationRequests().submit("42", "I-1", List.of(InformationFiles.of("A", url))),
                tuple("fileDataList[0].files[0].fileUrl", KycRule.FILE_EXTENSION));
    }

    @ParameterizedTest
    @EnumSource(BrokerType.class)
    void theRulesAreThoseOfBothBrokerTypes(BrokerType brokerType) {
        KycValidator validator = new KycValidator(brokerType, TestRecords.KEY, List.of());
        assertThat(validator.validate((Record) new ShareStatusQuery(TestRecords.KEY, "42", "R-1")))
                .isEmpty();
        assertThat(validator.validate((Record) new ShareStatusQuery(TestRecords.KEY, "4 2", null)))
                .hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> validator.validate(BrokerAccount.of("M-1", "S-1")));
    }

    private void assertViolations(ThrowingCallable call, Tuple... expected) {
        assertThatExceptionOfType(KycValidationException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.violations())
                        .extracting(KycViolation::path, KycViolation::rule)
                        .containsExactly(expected));
        assertThat(server.connections()).isZero();
    }
}
