package io.github.kycsharing.checks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks the licences in the SBOMs of the modules against a list. It has no dependencies, so that the java command can run
 * this file.
 */
public final class LicenceCheck {
    private final Set<String> allowed;
    final Set<String> problems = new TreeSet<>();
    private final Set<String> checked = new TreeSet<>();

    LicenceCheck(Set<String> allowed) {
        this.allowed = allowed;
    }

    /**
     * Prints the libraries without a permitted licence, and exits with 1 if there are any.
     *
     * @param arguments the list of licences, then SBOMs in XML
     * @throws Exception if a file cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        Set<String> allowed = Files.readAllLines(Path.of(arguments[0])).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toSet());
        LicenceCheck check = new LicenceCheck(allowed);
        for (String sbom : List.of(arguments).subList(1, arguments.length)) {
            check.read(Path.of(sbom));
        }
        check.problems.forEach(System.err::println);
        System.out.printf(
                "%d SBOMs, %d libraries, %d problems%n",
                arguments.length - 1, check.checked.size(), check.problems.size());
        if (check.checked.isEmpty() || !check.problems.isEmpty()) {
            System.exit(1);
        }
    }

    void read(Path sbom) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(sbom.toFile());
        NodeList components = document.getElementsByTagName("component");
        for (int i = 0; i < components.getLength(); i++) {
            Element component = (Element) components.item(i);
            boolean library = component.getParentNode().getParentNode().equals(document.getDocumentElement())
                    && component.getParentNode().getNodeName().equals("components");
            if (library) {
                check(component);
            }
        }
    }

    private void check(Element component) {
        List<String> licences = texts(component, "id");
        licences.addAll(texts(component, "expression"));
        if (licences.isEmpty()) {
            licences.addAll(texts(component, "license"));
        }
        String name = texts(component, "purl").stream().findFirst().orElse("a component without purl");
        checked.add(name);
        if (licences.stream().noneMatch(allowed::contains)) {
            problems.add(name + ": " + (licences.isEmpty() ? "no licence" : String.join(", ", licences)));
        }
    }

    private static List<String> texts(Element element, String tag) {
        List<String> texts = new ArrayList<>();
        NodeList nodes = element.getElementsByTagName(tag);
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip().replaceAll("\\s+", " "));
        }
        return texts;
    }
}
