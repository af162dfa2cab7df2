package io.github.kycsharing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.Records;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** An application server may load this library and its dependencies with different class loaders. */
class ForeignClassLoaderTest {
    /** Runs inside the other class loader. */
    public static final class Probe implements Callable<Integer> {
        @Override
        public Integer call() {
            return new KycValidator(BrokerType.KZ_ENTITY, Records.KEY, List.of())
                    .validate(Records.kz().toBuilder()
                            .kycInfo(KycInfo.builder()
                                    .userInfo(Records.userInfo())
                                    .build())
                            .build())
                    .size();
        }
    }

    @Test
    void findsValidatorsDespiteAForeignContextClassLoader() throws Exception {
        List<URL> ours = new ArrayList<>();
        List<URL> libraries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            (entry.endsWith("classes") ? ours : libraries).add(url(entry));
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader parent =
                        new URLClassLoader(libraries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
                URLClassLoader child = new URLClassLoader(ours.toArray(URL[]::new), parent)) {
            thread.setContextClassLoader(parent);
            Callable<?> probe = (Callable<?>) child.loadClass(Probe.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();

            assertThat(probe.call()).isEqualTo(1);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(String entry) throws MalformedURLException {
        return Path.of(entry).toUri().toURL();
    }
}
