package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.internal.request.LinkAccounts;
import io.github.kycsharing.model.AccountHolder;
import io.github.kycsharing.model.AccountLink;
import io.github.kycsharing.model.BrokerAccount;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.ShareStatusQuery;
import jakarta.validation.ConstraintValidator;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The metadata for a native image lists what Bean Validation, JSON and redacted texts reach by reflection. */
class NativeImageMetadataTest {
    private static final String METADATA =
            "/META-INF/native-image/io.github.kycsharing/kyc-sharing-core/reachability-metadata.json";
    private static final String PACKAGE = "io.github.kycsharing.";

    private final JsonNode metadata = read();

    @Test
    void listsTheMembersOfEveryConstraint() {
        List<String> constraints = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(WireField.class.getPackageName())
                        .stream()
                        .filter(JavaClass::isAnnotation)
                        .map(JavaClass::getName)
                        .toList();

        assertThat(constraints).contains(WireField.class.getName(), WireField.List.class.getName());
        assertThat(typesWith("allPublicMethods")).containsExactlyInAnyOrderElementsOf(constraints);
    }

    @Test
    void listsTheConstructorOfEveryValidator() {
        ServiceLoader<?> services = ServiceLoader.load(ConstraintValidator.class);
        List<String> validators = services.stream()
                .map(service -> service.type().getName())
                .filter(name -> name.startsWith(PACKAGE))
                .toList();

        assertThat(typesWith("allDeclaredConstructors").stream().filter(NativeImageMetadataTest::isValidator))
                .containsExactlyInAnyOrderElementsOf(validators);
    }

    @Test
    void listsTheBodyOfEveryCallAroundSharing() {
        Stream<String> bodies = new ClassFileImporter()
                .importPackages(LinkAccounts.class.getPackageName()).stream()
                        .filter(JavaClass::isRecord)
                        .map(JavaClass::getName);
        Stream<String> models = Stream.of(
                        AccountHolder.class,
                        AccountLink.class,
                        BrokerAccount.class,
                        InformationFiles.class,
                        InformationRequestFilter.class,
                        ShareStatusQuery.class)
                .map(Class::getName);
        List<String> records = Stream.concat(bodies, models).toList();

        for (String access : List.of("allDeclaredFields", "allDeclaredMethods", "allDeclaredConstructors")) {
            assertThat(typesWith(access).stream().filter(type -> !isValidator(type)))
                    .containsExactlyInAnyOrderElementsOf(records);
        }
    }

    private static boolean isValidator(String type) {
        return type.startsWith(PACKAGE + "internal.validation.");
    }

    @Test
    void includesTheServiceFileOfTheValidators() {
        assertThat(metadata.path("resources")
                        .valueStream()
                        .map(entry -> entry.path("glob").asString()))
                .containsExactly("META-INF/services/" + ConstraintValidator.class.getName());
    }

    private List<String> typesWith(String access) {
        return metadata.path("reflection")
                .valueStream()
                .filter(entry -> entry.path(access).asBoolean(false))
                .map(entry -> entry.path("type").asString())
                .toList();
    }

    private static JsonNode read() {
        try (InputStream file = NativeImageMetadataTest.class.getResourceAsStream(METADATA)) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
