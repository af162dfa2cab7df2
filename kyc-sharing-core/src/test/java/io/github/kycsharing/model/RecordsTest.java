package io.github.kycsharing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks what all records have in common, by reflection, so that it covers new fields. */
@NullUnmarked
class RecordsTest {
    private static final String MARKER = "MARKER";
    private static final QuestionnaireAnswer MARKED_ANSWER = QuestionnaireAnswer.of(MARKER, MARKER);
    /** A value for each field type. A printed value would contain the marker, the year 1987 or the second 1234567890. */
    private static final Map<Class<?>, Object> VALUES = Map.of(
            String.class, MARKER,
            LocalDate.class, LocalDate.of(1987, 6, 5),
            Instant.class, Instant.ofEpochSecond(1_234_567_890),
            Boolean.class, true,
            DocumentType.class, DocumentType.of(MARKER),
            List.class, List.of(MARKED_ANSWER));

    static Stream<Class<? extends Record>> records() {
        return Stream.of(
                ShareKycRequest.class,
                KycStatusQuery.class,
                KycInfo.class,
                UserInfo.class,
                BasicInfo.class,
                IdentityInfo.class,
                TncInfo.class,
                QuestionnaireInfo.class,
                QuestionnaireAnswer.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aBuilderSetsEveryFieldAndNoOther(Class<? extends Record> type) throws Exception {
        for (RecordComponent component : type.getRecordComponents()) {
            Record built = build(set(builder(type), component));

            for (RecordComponent other : type.getRecordComponents()) {
                Object expected = other.getName().equals(component.getName()) ? value(component) : absent(other);
                assertThat(other.getAccessor().invoke(built))
                        .as(component + " " + other)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void aCopyThroughToBuilderIsEqualAndCanBeChangedFieldByField(Class<? extends Record> type) throws Exception {
        Record filled = filled(type);
        assertThat(build(toBuilder(filled))).isEqualTo(filled).hasSameHashCodeAs(filled);

        for (RecordComponent component : type.getRecordComponents()) {
            Object builder = toBuilder(filled);
            setter(builder, component).invoke(builder, absent(component));
            Record changed = build(builder);

            assertThat(changed).isNotEqualTo(filled);
            assertThat(component.getAccessor().invoke(changed)).isEqualTo(absent(component));
            assertThat(build(set(toBuilder(changed), component))).isEqualTo(filled);
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void recordsAreEqualByValue(Class<? extends Record> type) throws Exception {
        assertThat(filled(type))
                .isEqualTo(filled(type))
                .hasSameHashCodeAs(filled(type))
                .isNotEqualTo(empty(type));
        assertThat(empty(type)).isEqualTo(empty(type));
    }

    @ParameterizedTest
    @MethodSource("records")
    void toStringNamesTheFieldsThatAreThereAndNoValue(Class<? extends Record> type) throws Exception {
        String filled = filled(type).toString();

        assertThat(filled).startsWith(type.getSimpleName() + "[");
        assertSilent(filled);
        for (RecordComponent component : type.getRecordComponents()) {
            assertThat(filled).contains(component.getName() + "=");
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void toStringLeavesOutWhatIsAbsent(Class<? extends Record> type) throws Exception {
        String empty = empty(type).toString();

        assertThat(empty)
                .isEqualTo(
                        type == QuestionnaireInfo.class
                                ? "QuestionnaireInfo[answers=0 values]"
                                : type.getSimpleName() + "[]");
    }

    @ParameterizedTest
    @MethodSource("records")
    void aBuilderPrintsNoValue(Class<? extends Record> type) throws Exception {
        Object builder = builder(type);
        for (RecordComponent component : type.getRecordComponents()) {
            set(builder, component);
        }

        assertSilent(builder.toString());
        assertSilent(toBuilder(filled(type)).toString());
    }

    @ParameterizedTest
    @MethodSource("records")
    void aBuilderMakesIndependentRecords(Class<? extends Record> type) throws Exception {
        Object builder = builder(type);
        Record before = build(builder);
        for (RecordComponent component : type.getRecordComponents()) {
            set(builder, component);
        }

        assertThat(before).isEqualTo(empty(type));
        assertThat(build(builder)).isEqualTo(filled(type));
    }

    @Test
    void aWholeRequestPrintsItsSectionsAndNoValue() {
        assertThat(Records.kz())
                .hasToString("ShareKycRequest[bizEntityKey=***, requestNo=***, kycInfo=" + Records.kycInfo() + "]");
        assertThat(Records.userInfo())
                .hasToString("UserInfo[bizEntityKey=***, entityCustomerId=***, brokerMainAccountId=***,"
                        + " brokerSubAccountId=***, notifyUrl=***, extra=***]");
        assertThat(Records.questionnaireInfo()).hasToString("QuestionnaireInfo[version=***, answers=2 values]");
    }

    @Test
    void answersCannotBeChangedFromOutside() {
        List<QuestionnaireAnswer> given = new ArrayList<>(List.of(MARKED_ANSWER));
        QuestionnaireInfo info = QuestionnaireInfo.builder().answers(given).build();

        given.clear();

        assertThat(info.answers()).containsExactly(MARKED_ANSWER);
        assertThatThrownBy(() -> info.answers().add(MARKED_ANSWER)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> info.answers().set(0, MARKED_ANSWER))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void absentAnswersAreAnEmptyList() {
        assertThat(new QuestionnaireInfo("KZ_V6", null).answers()).isEmpty();
        assertThat(QuestionnaireInfo.builder().build().answers()).isEmpty();
    }

    @Test
    void aNullAnswerIsKeptForTheRulesToFind() {
        List<QuestionnaireAnswer> answers = Arrays.asList(MARKED_ANSWER, null);

        assertThat(QuestionnaireInfo.builder().answers(answers).build().answers())
                .isEqualTo(answers);
    }

    @Test
    void createsARequestWithOrWithoutRequestNo() {
        KycInfo info = Records.kycInfo();

        assertThat(ShareKycRequest.of(info))
                .isEqualTo(ShareKycRequest.builder().kycInfo(info).build());
        assertThat(ShareKycRequest.of("7", info))
                .isEqualTo(
                        ShareKycRequest.builder().requestNo("7").kycInfo(info).build());
    }

    @Test
    void anAnswerIsMadeOfTitleAndOption() {
        assertThat(QuestionnaireAnswer.of("t", "o"))
                .isEqualTo(QuestionnaireAnswer.builder().title("t").option("o").build());
    }

    private static void assertSilent(String text) {
        assertThat(text).doesNotContainIgnoringCase(MARKER).doesNotContain("1987", "2009", "1234567890", "true");
    }

    private static Object value(RecordComponent component) throws Exception {
        Class<?> type = component.getType();
        if (VALUES.containsKey(type)) {
            return VALUES.get(type);
        }
        assertThat(type).as("a field type without a value in this test").isRecord();
        return filled(type.asSubclass(Record.class));
    }

    private static Object absent(RecordComponent component) {
        return component.getType() == List.class ? List.of() : null;
    }

    private static Record filled(Class<? extends Record> type) throws Exception {
        Object builder = builder(type);
        for (RecordComponent component : type.getRecordComponents()) {
            set(builder, component);
        }
        return build(builder);
    }

    private static Record empty(Class<? extends Record> type) throws Exception {
        return build(builder(type));
    }

    private static Object builder(Class<?> type) throws Exception {
        return type.getMethod("builder").invoke(null);
    }

    private static Object toBuilder(Record value) throws Exception {
        return value.getClass().getMethod("toBuilder").invoke(value);
    }

    private static Object set(Object builder, RecordComponent component) throws Exception {
        assertThat(setter(builder, component).invoke(builder, value(component))).isSameAs(builder);
        return builder;
    }

    private static Method setter(Object builder, RecordComponent component) throws Exception {
        return builder.getClass().getSuperclass().getMethod(component.getName(), component.getType());
    }

    private static Record build(Object builder) throws Exception {
        return (Record) builder.getClass().getSuperclass().getMethod("build").invoke(builder);
    }

    @Test
    void everyRecordOfThePackageIsInThisTest() {
        assertThat(records().map(Class::getSimpleName).collect(Collectors.toSet()))
                .containsAll(Stream.of(ShareKycRequest.class, KycInfo.class)
                        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                        .map(RecordComponent::getType)
                        .filter(Class::isRecord)
                        .map(Class::getSimpleName)
                        .toList());
    }
}
