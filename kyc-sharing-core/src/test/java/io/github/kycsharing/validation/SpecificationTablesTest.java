package io.github.kycsharing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.model.DocumentType;
import io.github.kycsharing.model.QuestionnaireAnswer;
import io.github.kycsharing.model.Records;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.StandardBroker;
import jakarta.validation.Valid;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The field tables of the specification, as a second, independent list that reveals a forgotten field. */
class SpecificationTablesTest {
    /**
     * The tables: path, then the fields in their order. {@code *} is mandatory, {@code ?} mandatory for a standard broker, a number
     * is the maximum length, and {@code :} gives the type if it is not a text.
     */
    private static final String TABLES = """
            (body) = bizEntityKey* requestNo*120 kycInfo*:section
            kycInfo = userInfo*:section basicInfo?:section identityInfo?:section tncInfo:section questionnaireInfo:section
            kycInfo.userInfo = bizEntityKey* entityCustomerId*128 brokerMainAccountId* brokerSubAccountId* notifyUrl* extra
            kycInfo.basicInfo = firstName* middleName lastName* residentialCountry* dob*:date country* userSubmitIp* address*400 city*100 postalCode50
            kycInfo.identityInfo = documentType*:type selectCountry* frontFileUrl* backFileUrl faceFileUrl* firstName* middleName lastName* dob*:date idType*:type idSubType idCountry* nationalityCountry* idNumber* idExpiry:date userSubmitIp* idUsState personalNumber gender issuingAuthority issuingDate:date issuingPlace registrationNumber city stateCode postalCode address
            kycInfo.tncInfo = userSubmitIp* tncVersion* consent*:boolean signTime*:instant
            kycInfo.questionnaireInfo = version* answers*:list
            kycInfo.questionnaireInfo.answers[0] = title* option*
            """;

    private record Row(String name, boolean mandatory, boolean mandatoryForStandard, int max, String type) {
        static Row parse(String text) {
            String[] typed = text.split(":", 2);
            String name = typed[0].replaceAll("[*?\\d]+$", "");
            String marks = typed[0].substring(name.length());
            String digits = marks.replaceAll("\\D", "");
            return new Row(
                    name,
                    marks.contains("*"),
                    marks.contains("?"),
                    digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits),
                    typed.length > 1 ? typed[1] : "text");
        }

        static Row of(RecordComponent component) {
            Field field = field(component);
            WireField[] rows = field.getAnnotationsByType(WireField.class);
            assertThat(rows).as(component.toString()).hasSizeLessThanOrEqualTo(1);
            WireField row = rows.length == 0 ? null : rows[0];
            boolean standardOnly = row != null && List.of(row.groups()).equals(List.of(StandardBroker.class));
            return new Row(
                    component.getName(),
                    row != null && row.mandatory() && row.groups().length == 0,
                    row != null && row.mandatory() && standardOnly,
                    row == null ? Integer.MAX_VALUE : row.max(),
                    typeOf(component.getType()));
        }

        private static String typeOf(Class<?> type) {
            Map<Class<?>, String> names = Map.of(
                    String.class, "text",
                    LocalDate.class, "date",
                    DocumentType.class, "type",
                    Boolean.class, "boolean",
                    Instant.class, "instant",
                    List.class, "list");
            return names.getOrDefault(type, type.isRecord() ? "section" : type.toString());
        }
    }

    static Stream<String> tables() {
        return TABLES.lines();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aRecordHasTheFieldsOfItsTable(String table) {
        List<Row> expected = rows(table);

        List<Row> actual = Arrays.stream(recordAt(path(table)).getRecordComponents())
                .map(Row::of)
                .toList();

        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aRecordIsWrittenUnderTheNamesOfItsTable(String table) {
        JsonNode json = JsonMapper.shared().readTree(KycJson.write(Records.kz()));
        String pointer = path(table).isEmpty()
                ? ""
                : "/" + path(table).replaceAll("[.\\[]", "/").replace("]", "");

        assertThat(json.at(pointer).propertyNames())
                .containsExactlyElementsOf(rows(table).stream().map(Row::name).toList());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theTableOfRulesHasEveryField(String table) {
        assertThat(rows(table)).allSatisfy(row -> {
            String path = path(table).isEmpty() ? row.name() : path(table) + "." + row.name();
            List<SpecRule> entries = SpecificationRules.ALL.stream()
                    .filter(entry -> sameField(entry.path(), path))
                    .toList();
            boolean mandatory = entries.stream()
                    .flatMap(entry -> entry.rule().stream())
                    .anyMatch(rule -> rule == KycRule.MANDATORY || rule == KycRule.NOT_EMPTY);
            assertThat(entries).as(path).isNotEmpty();
            assertThat(mandatory).as(path).isEqualTo(row.mandatory() || row.mandatoryForStandard());
            assertThat(entries.stream()
                            .anyMatch(entry -> entry.rule()
                                    .filter(KycRule.MAX_LENGTH::equals)
                                    .isPresent()))
                    .as(path)
                    .isEqualTo(row.max() < Integer.MAX_VALUE);
        });
    }

    /** A misspelt or forgotten {@code @Valid} would let a whole section through unchecked. */
    @ParameterizedTest
    @MethodSource("tables")
    void validatesSectionsAndAnswers(String table) {
        assertThat(recordAt(path(table)).getRecordComponents())
                .filteredOn(component -> component.getType().isRecord() && component.getType() != DocumentType.class)
                .allMatch(component -> field(component).isAnnotationPresent(Valid.class));
        assertThat(recordAt(path(table)).getRecordComponents())
                .filteredOn(component -> component.getType() == List.class)
                .allMatch(component -> element(component).isAnnotationPresent(Valid.class)
                        && element(component).isAnnotationPresent(WireField.class));
    }

    private static AnnotatedType element(RecordComponent list) {
        return ((AnnotatedParameterizedType) field(list).getAnnotatedType()).getAnnotatedActualTypeArguments()[0];
    }

    private static boolean sameField(String entry, String path) {
        return entry.replaceAll("\\[\\d+]", "[]").equals(path.replaceAll("\\[\\d+]", "[]"));
    }

    private static String path(String table) {
        String path = table.substring(0, table.indexOf(" = "));
        return path.equals("(body)") ? "" : path;
    }

    private static List<Row> rows(String table) {
        return Arrays.stream(table.substring(table.indexOf(" = ") + 3).split(" ", -1))
                .map(Row::parse)
                .toList();
    }

    private static Class<?> recordAt(String path) {
        Class<?> type = ShareKycRequest.class;
        for (String step : FieldPath.of(path).steps()) {
            type = step.startsWith("[")
                    ? QuestionnaireAnswer.class
                    : component(type, step).getType();
        }
        return type;
    }

    private static RecordComponent component(Class<?> type, String name) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Field field(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
