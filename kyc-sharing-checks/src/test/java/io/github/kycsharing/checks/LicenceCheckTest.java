package io.github.kycsharing.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicenceCheckTest {
    private final LicenceCheck check = new LicenceCheck(Set.of("MIT", "A special licence"));

    @TempDir
    Path directory;

    @Test
    void acceptsOneOfSeveralLicences() throws Exception {
        read("<license><id>GPL-2.0</id></license><license><id>MIT</id></license>");

        assertThat(check.problems).isEmpty();
    }

    @Test
    void acceptsListedName() throws Exception {
        read("<license><name>A special licence</name></license>");

        assertThat(check.problems).isEmpty();
    }

    @Test
    void refusesOtherLicences() throws Exception {
        read("<license><id>GPL-2.0</id></license><license><id>LGPL-2.1</id></license>");

        assertThat(check.problems).containsExactly("pkg:maven/some/library: GPL-2.0, LGPL-2.1");
    }

    @Test
    void refusesMissingLicence() throws Exception {
        read("");

        assertThat(check.problems).containsExactly("pkg:maven/some/library: no licence");
    }

    private void read(String licences) throws Exception {
        Path sbom = directory.resolve("sbom.xml");
        Files.writeString(
                sbom,
                "<bom><metadata><tools><components><component/></components></tools></metadata><components><component>"
                        + "<licenses>" + licences + "</licenses><purl>pkg:maven/some/library</purl>"
                        + "</component></components></bom>");
        check.read(sbom);
    }
}
