package io.github.kycsharing.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.Records;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.validation.SpecRule.Expected;
import io.github.kycsharing.validation.SpecRule.Sample;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs each entry of {@link SpecificationRules} for each of its broker types. */
class SpecificationRulesTest {
    @TestFactory
    Stream<DynamicNode> requestsBreakExactlyTheRulesTheyShould() {
        return Stream.iterate(0, i -> i < SpecificationRules.ALL.size(), i -> i + 1)
                .map(i -> container(RulesPage.id(i), SpecificationRules.ALL.get(i)));
    }

    private static DynamicNode container(String id, SpecRule rule) {
        return dynamicContainer(
                id + " " + rule.section() + ": " + rule.text(),
                rule.brokers().stream()
                        .flatMap(broker -> Stream.concat(
                                rule.passing().stream().map(sample -> test("passes", broker, sample)),
                                rule.failing().stream().map(sample -> test("refused", broker, sample)))));
    }

    private static DynamicNode test(String outcome, BrokerType broker, Sample sample) {
        return dynamicTest(broker + " " + outcome + ": " + sample.name(), () -> {
            ShareKycRequest valid = broker == BrokerType.STANDARD ? Records.standard() : Records.kz();
            KycValidator validator = new KycValidator(broker, Records.KEY, sample.templates());

            List<KycViolation> violations = validator.validate(sample.change().apply(valid));

            assertThat(violations)
                    .extracting(violation -> new Expected(violation.path(), violation.rule()))
                    .isEqualTo(sample.expected());
            assertThat(violations).allSatisfy(SpecificationRulesTest::saysNothingButTheRule);
        });
    }

    /** Every message is one of a closed set, so that no value can be in it. */
    private static void saysNothingButTheRule(KycViolation violation) {
        Pattern words = Pattern.compile(
                switch (violation.rule()) {
                    case MAX_LENGTH -> "must be at most (120|128|400|100|50) characters";
                    case ALL_ANSWERED -> "leaves the question (useFor|sourceOfFunds) unanswered";
                    default -> Pattern.quote(violation.rule().description());
                });
        assertThat(violation.message()).matches(words);
        assertThat(violation).hasToString(violation.path() + " " + violation.message() + " [" + violation.rule() + "]");
    }

    @Test
    void aRowThatRefusesSomethingHasRequestsOfBothKinds() {
        assertThat(SpecificationRules.ALL).allSatisfy(rule -> {
            assertThat(rule.passing()).as(rule.text()).isNotEmpty();
            assertThat(rule.passing())
                    .as(rule.text())
                    .allMatch(sample -> sample.expected().isEmpty());
            assertThat(rule.failing().isEmpty())
                    .as(rule.text())
                    .isEqualTo(rule.rule().isEmpty());
            assertThat(rule.failing())
                    .as(rule.text())
                    .allMatch(sample -> !sample.expected().isEmpty());
        });
    }

    @Test
    void everyRuleThatARequestCanBreakIsInTheTable() {
        Set<KycRule> onlyInJson = EnumSet.of(KycRule.TYPE, KycRule.KNOWN_FIELD, KycRule.FIELD_ONCE);
        Set<KycRule> onlyInOtherCalls = EnumSet.of(KycRule.AT_LEAST_ONE, KycRule.FILE_EXTENSION);
        Set<KycRule> notInRecords = EnumSet.copyOf(onlyInJson);
        notInRecords.addAll(onlyInOtherCalls);

        assertThat(SpecificationRules.ALL.stream().flatMap(rule -> rule.rule().stream()))
                .containsAll(EnumSet.complementOf(EnumSet.copyOf(notInRecords)))
                .doesNotContainAnyElementsOf(notInRecords);
    }

    @Test
    void everyEntryNamesTheConstraintThatIsOnItsField() {
        assertThat(SpecificationRules.ALL)
                .allSatisfy(rule -> assertThat(RulesPage.constraint(rule).isPresent())
                        .as(rule.text())
                        .isEqualTo(rule.constraint().isPresent() || rule.rule().isPresent()));
    }
}
