package io.github.kycsharing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.Seeds;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DocumentType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.Records;
import io.github.kycsharing.model.ShareKycRequest;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Trimmed texts and dropped blank ones. */
@NullUnmarked
class NormalizedTest {
    private static final List<String> SECTIONS = List.of("userInfo", "basicInfo", "identityInfo", "tncInfo");
    private static final List<String> BLANKS = List.of("", " ", "\t", "\n ", "\u2003", "\u00a0", "\u3000 ");
    private static final List<String> ODD_TEXTS =
            List.of("https://\u2003", "https://h/\u2003", "\u2003https://h/", "Ada\u2003", " 1.0", "KZ ", "a b");

    private final KycValidator validator = new KycValidator(BrokerType.KZ_ENTITY, Records.KEY, List.of());

    @Test
    void trimsTextsAndDropsBlankOptionalOnes() {
        KycInfo record = set(Records.kycInfo(), "userInfo.entityCustomerId", " CUST_1\t");
        record = set(record, "userInfo.extra", "  ");
        record = set(record, "userInfo.notifyUrl", " https://broker.example.com/ ");
        record = set(record, "basicInfo.firstName", "\u3000Ada ");
        record = set(record, "identityInfo.backFileUrl", "\n");
        record = set(record, "identityInfo.documentType", DocumentType.of(" PASSPORT "));
        record = set(record, "tncInfo.tncVersion", "1.0\n");

        KycInfo expected = set(Records.kycInfo(), "userInfo.entityCustomerId", "CUST_1");
        expected = set(expected, "userInfo.extra", null);
        expected = set(expected, "userInfo.notifyUrl", "https://broker.example.com/");
        expected = set(expected, "basicInfo.firstName", "Ada");
        expected = set(expected, "identityInfo.backFileUrl", null);
        expected = set(expected, "identityInfo.documentType", DocumentType.PASSPORT);
        expected = set(expected, "tncInfo.tncVersion", "1.0");
        assertThat(record.normalized()).isEqualTo(expected);
        assertThat(KycInfo.builder().build().normalized())
                .isEqualTo(KycInfo.builder().build());
    }

    @Test
    void aBlankMandatoryTextStaysMissing() {
        for (String path : List.of("userInfo.bizEntityKey", "userInfo.notifyUrl", "basicInfo.city")) {
            KycInfo normalized = set(Records.kycInfo(), path, "  ").normalized();
            KycValidator withDefaults =
                    new KycValidator(BrokerType.KZ_ENTITY, Records.KEY, "https://broker.example.com/", List.of());

            assertThat(withDefaults.validate(normalized))
                    .extracting(KycViolation::toString)
                    .containsExactly("kycInfo." + path + " is mandatory [MANDATORY]");
        }
    }

    @Test
    void leavesKeysOfTheQuestionnaireAlone() {
        KycInfo record = set(Records.kycInfo(), "questionnaireInfo.answers[0].option", " padded ");

        assertThat(record.normalized().questionnaireInfo()).isEqualTo(record.questionnaireInfo());
    }

    @Test
    void isIdempotentAndKeepsValidRecordsValid() {
        AtomicInteger valid = new AtomicInteger();
        AtomicInteger changed = new AtomicInteger();
        Seeds.forEach(3_000, seed -> {
            KycInfo record = padded(new Random(seed));
            KycInfo normalized = record.normalized();

            assertThat(normalized.normalized()).isEqualTo(normalized);
            // Also of an invalid record: it breaks no rule that it did not break before.
            assertThat(new HashSet<>(rules(record))).containsAll(rules(normalized));
            if (rules(record).isEmpty()) {
                valid.incrementAndGet();
                changed.addAndGet(record.equals(normalized) ? 0 : 1);
            }
        });

        assertThat(valid).hasValueGreaterThan(200);
        assertThat(changed).hasValueGreaterThan(100);
    }

    private List<String> rules(KycInfo record) {
        return validator.validate(new ShareKycRequest(Records.KEY, "REQ-1", record)).stream()
                // The paths only: a text that is short enough once trimmed may then break the rule of its format.
                .map(KycViolation::path)
                .toList();
    }

    private static KycInfo padded(Random random) {
        KycInfo record = Records.kycInfo();
        List<String> paths = texts();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            String path = paths.get(random.nextInt(paths.size()));
            String text = (String) read(record, path);
            String value = switch (random.nextInt(5)) {
                case 0 -> pick(random, BLANKS);
                case 1 -> pick(random, ODD_TEXTS);
                default -> pick(random, BLANKS) + Objects.requireNonNullElse(text, "x") + pick(random, BLANKS);
            };
            record = set(record, path, value);
        }
        return record;
    }

    private static List<String> texts() {
        List<String> paths = new ArrayList<>();
        for (String section : SECTIONS) {
            Object value = read(Records.kycInfo(), section);
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                if (component.getType() == String.class) {
                    paths.add(section + "." + component.getName());
                }
            }
        }
        return paths;
    }

    private static Object read(Object record, String path) {
        Object value = record;
        for (String name : path.split("\\.", -1)) {
            try {
                value = value.getClass().getMethod(name).invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return value;
    }

    private static String pick(Random random, List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static KycInfo set(KycInfo record, String path, Object value) {
        return FieldPath.of(path).set(record, value);
    }
}
