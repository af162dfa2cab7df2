package io.github.kycsharing.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.Records;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule of the calls other than sharing, as docs/rules.md lists them. */
class CallRulesTest {
    private final KycValidator validator = new KycValidator(BrokerType.STANDARD, Records.KEY, List.of());

    @TestFactory
    Stream<DynamicNode> brokenRuleIsTheOnlyViolation() {
        return CallRules.all().stream()
                .map(rule -> dynamicTest(
                        rule.operation() + " " + rule.path() + " " + rule.rule(),
                        () -> assertThat(validator.validate(rule.broken()))
                                .singleElement()
                                .satisfies(violation -> {
                                    assertThat(violation.path()).isEqualTo(rule.path());
                                    assertThat(violation.rule()).isEqualTo(rule.rule());
                                })));
    }

    @Test
    void validRequestOfEveryCallPasses() {
        Set<Operation> others = Arrays.stream(Operation.values())
                .filter(operation -> operation.kind() != Operation.Kind.SUBMISSION)
                .collect(Collectors.toSet());

        assertThat(CallRules.VALID).containsOnlyKeys(others);
        assertThat(CallRules.VALID.values())
                .allSatisfy(request -> assertThat(validator.validate(request)).isEmpty());
    }

    @Test
    void mandatoryFieldsAreThoseOfTheSpecification() {
        assertThat(CallRules.all().stream()
                        .filter(rule -> rule.rule() == KycRule.MANDATORY
                                || rule.rule() == KycRule.NOT_EMPTY
                                || rule.rule() == KycRule.AT_LEAST_ONE)
                        .filter(rule -> !rule.path().equals("bizEntityKey"))
                        .map(rule -> rule.operation() + " " + rule.path()))
                .containsExactlyInAnyOrder(
                        "CHECK_STATUS entityCustomerId",
                        "CHECK_STATUS kycType",
                        "CHECK_STATUS brokerMainAccountId",
                        "CHECK_STATUS brokerSubAccountId",
                        "CHECK_SHARE_STATUS entityCustomerId",
                        "CHECK_SHARE_STATUS requestNo",
                        "CHECK_STATUS_BY_ACCOUNT brokerMainAccountId",
                        "CHECK_STATUS_BY_ACCOUNT brokerSubAccountId",
                        "LIST_LINKED_ACCOUNTS entityCustomerId",
                        "LIST_LINKED_ACCOUNTS openId",
                        "LIST_LINKED_ACCOUNTS oauthClientId",
                        "LIST_LINKED_ACCOUNTS brokerMainAccountId",
                        "LINK_ACCOUNTS accountList",
                        "LINK_ACCOUNTS accountList[0].entityCustomerId",
                        "LINK_ACCOUNTS accountList[0].openId",
                        "LINK_ACCOUNTS accountList[0].oauthClientId",
                        "LINK_ACCOUNTS accountList[0].brokerMainAccountId",
                        "LINK_ACCOUNTS accountList[0].brokerSubAccountId",
                        "UNLINK_ACCOUNT entityCustomerId",
                        "UNLINK_ACCOUNT brokerMainAccountId",
                        "UNLINK_ACCOUNT brokerSubAccountId",
                        "REFUSE_RECORD entityCustomerId",
                        "LIST_INFORMATION_REQUESTS page",
                        "LIST_INFORMATION_REQUESTS rows",
                        "SUBMIT_FILES entityCustomerId",
                        "SUBMIT_FILES kycType",
                        "SUBMIT_FILES recordId",
                        "SUBMIT_FILES fileDataList",
                        "SUBMIT_FILES fileDataList[0].type",
                        "SUBMIT_FILES fileDataList[0].files[0].fileUrl",
                        "CHECK_SUBMITTED_FILES entityCustomerId",
                        "CHECK_SUBMITTED_FILES kycType",
                        "CHECK_SUBMITTED_FILES recordId",
                        "CHECK_SUBMITTED_FILES requestNo");
    }
}
