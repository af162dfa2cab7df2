package io.github.kycsharing.test;

import io.github.kycsharing.test.LedgerEntry.ImportState;
import io.github.kycsharing.test.LedgerEntry.State;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about an exchange. Their failure messages contain requestNos, codes and faults, but no body, no customer and no
 * secret.
 */
public final class KycExchangeAssert extends AbstractAssert<KycExchangeAssert, KycExchangeSimulator> {
    KycExchangeAssert(KycExchangeSimulator exchange) {
        super(exchange, KycExchangeAssert.class);
    }

    /**
     * Verifies that at least one request with this requestNo was received, whatever its effect.
     *
     * @param requestNo the number
     * @return this assertion
     */
    public KycExchangeAssert received(String requestNo) {
        return expect(!attempts(requestNo).isEmpty(), "a request " + LogText.of(requestNo));
    }

    /**
     * Verifies the number of requests (attempts) with this requestNo.
     *
     * @param requestNo the number
     * @param attempts the expected number
     * @return this assertion
     */
    public KycExchangeAssert received(String requestNo, int attempts) {
        return expect(attempts(requestNo).size() == attempts, attempts + " request(s) " + LogText.of(requestNo));
    }

    /**
     * Verifies that at least one request satisfies a condition.
     *
     * @param what description of the request, without personal data
     * @param condition the condition
     * @return this assertion
     */
    public KycExchangeAssert received(String what, Predicate<? super ReceivedRequest> condition) {
        return expect(!actualJournal().matching(condition).isEmpty(), "a request " + what);
    }

    /**
     * Verifies the total number of requests.
     *
     * @param requests the expected number
     * @return this assertion
     */
    public KycExchangeAssert received(int requests) {
        return expect(actualJournal().size() == requests, requests + " request(s)");
    }

    /**
     * Verifies the number of received requests of one call.
     *
     * @param call the call
     * @param requests the number of requests
     * @return this assertion
     */
    public KycExchangeAssert received(ReceivedRequest.Call call, int requests) {
        return expect(actualJournal().ofCall(call).size() == requests, requests + " request(s) of " + call);
    }

    /**
     * Verifies that no request was received.
     *
     * @return this assertion
     */
    public KycExchangeAssert receivedNothing() {
        return expect(actualJournal().isEmpty(), "no request");
    }

    /**
     * Verifies that a record took effect, exactly once.
     *
     * @param requestNo its number
     * @return this assertion
     */
    public KycExchangeAssert accepted(String requestNo) {
        return expect(entry(requestNo, e -> e.acceptedTimes() == 1), LogText.of(requestNo) + " accepted once");
    }

    /**
     * Verifies the total number of records that took effect.
     *
     * @param records the expected number
     * @return this assertion
     */
    public KycExchangeAssert accepted(int records) {
        long accepted = actual.journal().matching(ReceivedRequest::tookEffect).size();
        return expect(accepted == records, records + " accepted");
    }

    /**
     * Verifies that a record was refused and had no effect.
     *
     * @param requestNo its number
     * @param code the code of its last refusal
     * @return this assertion
     */
    public KycExchangeAssert rejected(String requestNo, String code) {
        return expect(
                entry(requestNo, e -> e.state() == State.REJECTED && e.code().equals(Optional.of(code))),
                LogText.of(requestNo) + " rejected with " + LogText.of(code));
    }

    /**
     * Verifies that a system error used up a number.
     *
     * @param requestNo the number
     * @return this assertion
     */
    public KycExchangeAssert usedUp(String requestNo) {
        return expect(entry(requestNo, e -> e.state() == State.USED_UP), LogText.of(requestNo) + " used up");
    }

    /**
     * Verifies that a number did not take effect: never seen, refused or used up.
     *
     * @param requestNo the number
     * @return this assertion
     */
    public KycExchangeAssert notAccepted(String requestNo) {
        return expect(!entry(requestNo, e -> e.acceptedTimes() > 0), LogText.of(requestNo) + " not accepted");
    }

    /**
     * Verifies that the import of an accepted record succeeded.
     *
     * @param requestNo its number
     * @return this assertion
     */
    public KycExchangeAssert imported(String requestNo) {
        return expect(hasImport(requestNo, ImportState.SUCCESS), LogText.of(requestNo) + " imported");
    }

    /**
     * Verifies that the import of an accepted record failed.
     *
     * @param requestNo its number
     * @return this assertion
     */
    public KycExchangeAssert importFailed(String requestNo) {
        return expect(hasImport(requestNo, ImportState.FAIL), LogText.of(requestNo) + " accepted and not imported");
    }

    /**
     * Verifies that a sub account is linked to a customer.
     *
     * @param entityCustomerId the customer
     * @param brokerSubAccountId the sub account
     * @return this assertion
     */
    public KycExchangeAssert linked(String entityCustomerId, String brokerSubAccountId) {
        return expect(isLinked(entityCustomerId, brokerSubAccountId), "the sub account linked to the customer");
    }

    /**
     * Verifies that a sub account is not linked to a customer.
     *
     * @param entityCustomerId the customer
     * @param brokerSubAccountId the sub account
     * @return this assertion
     */
    public KycExchangeAssert notLinked(String entityCustomerId, String brokerSubAccountId) {
        return expect(!isLinked(entityCustomerId, brokerSubAccountId), "the sub account not linked to the customer");
    }

    /**
     * Verifies how many times files were submitted for an RFI record.
     *
     * @param recordId the record
     * @param submissions how many accepted submissions
     * @return this assertion
     */
    public KycExchangeAssert rfiSubmitted(String recordId, int submissions) {
        isNotNull();
        return expect(
                actual.rfiRecords().stream()
                        .anyMatch(known -> known.recordId().equals(recordId)
                                && known.submissions().size() == submissions),
                submissions + " submission(s) of files for the RFI record " + LogText.of(recordId));
    }

    /**
     * Verifies that all attempts with a requestNo carried the same bytes, and that there was at least one.
     *
     * @param requestNo the number
     * @return this assertion
     */
    public KycExchangeAssert receivedSameBytes(String requestNo) {
        List<ReceivedRequest> attempts = attempts(requestNo);
        boolean same = !attempts.isEmpty()
                && attempts.stream()
                        .allMatch(a -> Arrays.equals(a.body(), attempts.get(0).body()));
        return expect(same, "the same bytes in each request " + LogText.of(requestNo));
    }

    /**
     * Verifies that every request was signed with its entity's secret.
     *
     * @return this assertion
     */
    public KycExchangeAssert receivedOnlyValidSignatures() {
        return expect(
                actualJournal().requests().stream().allMatch(ReceivedRequest::signatureValid),
                "only requests with a valid signature");
    }

    private boolean hasImport(String requestNo, ImportState state) {
        return entry(requestNo, entry -> entry.importState().equals(Optional.of(state)));
    }

    private boolean isLinked(String entityCustomerId, String brokerSubAccountId) {
        isNotNull();
        return actual.linkedAccounts().stream()
                .anyMatch(account -> account.entityCustomerId().equals(Optional.of(entityCustomerId))
                        && account.brokerSubAccountId().equals(brokerSubAccountId));
    }

    private ExchangeJournal actualJournal() {
        isNotNull();
        return actual.journal();
    }

    private List<ReceivedRequest> attempts(String requestNo) {
        return actualJournal().ofRequestNo(requestNo);
    }

    /** Whether an entry of any entity for this number satisfies the condition. */
    private boolean entry(String requestNo, Predicate<LedgerEntry> condition) {
        isNotNull();
        return actual.ledgerEntries().stream()
                .filter(entry -> entry.requestNo().equals(requestNo))
                .anyMatch(condition);
    }

    private KycExchangeAssert expect(boolean met, String expected) {
        if (!met) {
            failWithMessage("%nExpected the exchange to have:%n  %s%nbut it received:%n%s", expected, received());
        }
        return this;
    }

    private String received() {
        List<ReceivedRequest> requests = actual.journal().requests();
        return requests.isEmpty()
                ? "  nothing"
                : requests.stream().map(request -> "  " + request).collect(Collectors.joining(System.lineSeparator()));
    }
}
