package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.kycsharing.internal.constraint.HolderPresent;
import io.github.kycsharing.model.AccountHolder;
import io.github.kycsharing.model.AccountLink;
import io.github.kycsharing.model.BrokerAccount;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.ShareStatusQuery;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A native image has the reflection that JSON, Bean Validation and redacted texts need for the calls around sharing. */
class CallReflectionTest {
    private static final String FILE =
            "/META-INF/native-image/io.github.kycsharing/kyc-sharing-core-calls/reflect-config.json";

    @Test
    void everyBodyOfACallIsListed() throws IOException {
        Stream<String> bodies = new ClassFileImporter()
                .importPackages("io.github.kycsharing.internal.request").stream()
                        .filter(JavaClass::isRecord)
                        .map(JavaClass::getName);
        Stream<String> others = Stream.of(
                        AccountHolder.class,
                        AccountLink.class,
                        BrokerAccount.class,
                        InformationFiles.class,
                        InformationRequestFilter.class,
                        ShareStatusQuery.class,
                        HolderPresent.class)
                .map(Class::getName);
        try (InputStream file = CallReflectionTest.class.getResourceAsStream(FILE)) {
            assertThat(JsonMapper.shared()
                            .readTree(Objects.requireNonNull(file))
                            .values())
                    .extracting((JsonNode entry) -> entry.path("name").asString())
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(bodies, others).toList());
        }
    }
}
