package io.github.kycsharing.checks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The modules of the build that are published, read from their poms. */
final class PublishedModules {
    static final Path ROOT = Path.of(System.getProperty("kyc-sharing.root"));

    private PublishedModules() {}

    static List<String> withJar() throws Exception {
        List<String> modules = new ArrayList<>();
        for (String module : texts(ROOT.resolve("pom.xml"), "/project/modules/module")) {
            Path pom = ROOT.resolve(module).resolve("pom.xml");
            boolean published =
                    !texts(pom, "/project/properties/maven.deploy.skip").contains("true");
            if (published && !texts(pom, "/project/packaging").contains("pom")) {
                modules.add(module);
            }
        }
        return modules;
    }

    static List<String> texts(Path xml, String path) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile());
        NodeList nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent().strip())
                .toList();
    }
}
