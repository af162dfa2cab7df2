package io.github.kycsharing.submissions;

import io.github.kycsharing.model.ShareKycRequest;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A column of a table: a field of the request that has no fields of its own. */
final class CsvColumn {
    private static final String RECORD = "kycInfo";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Map<String, CsvColumn> ALL = new LinkedHashMap<>();

    static {
        collect(ShareKycRequest.class, List.of());
    }

    private final List<String> path;
    private final Class<?> type;

    private CsvColumn(List<String> path, Class<?> type) {
        this.path = path;
        this.type = type;
    }

    /** All columns by their names: paths within the record, or fields of the request. */
    static Map<String, CsvColumn> all() {
        return ALL;
    }

    /** The column of a name, which may have the {@code kycInfo.} of violations' paths. */
    static @Nullable CsvColumn of(String name) {
        return ALL.get(name.startsWith(RECORD + ".") ? name.substring(RECORD.length() + 1) : name);
    }

    private static void collect(Class<?> owner, List<String> parents) {
        for (RecordComponent component : owner.getRecordComponents()) {
            List<String> path = new ArrayList<>(parents);
            path.add(component.getName());
            if (component.getType().isAnnotationPresent(JsonNaming.class)) {
                collect(component.getType(), path);
            } else {
                CsvColumn column = new CsvColumn(List.copyOf(path), component.getType());
                ALL.put(column.name(), column);
            }
        }
    }

    String name() {
        return String.join(".", path.get(0).equals(RECORD) ? path.subList(1, path.size()) : path);
    }

    String path() {
        return String.join(".", path);
    }

    Class<?> type() {
        return type;
    }

    /**
     * Writes a cell into the request.
     *
     * @return whether the cell has the type of the column
     */
    boolean write(String cell, ObjectNode request) {
        JsonNode value = value(cell);
        if (value == null) {
            return false;
        }
        ObjectNode owner = request;
        for (String section : path.subList(0, path.size() - 1)) {
            owner = owner.get(section) instanceof ObjectNode present ? present : owner.putObject(section);
        }
        owner.set(path.get(path.size() - 1), value);
        return true;
    }

    private @Nullable JsonNode value(String cell) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (type == Boolean.class) {
            return cell.equals("true") || cell.equals("false") ? nodes.booleanNode(cell.equals("true")) : null;
        }
        if (!Collection.class.isAssignableFrom(type) && !Number.class.isAssignableFrom(type)) {
            return nodes.stringNode(cell);
        }
        try {
            JsonNode json = MAPPER.readTree(cell);
            return json.isNull() || json.isMissingNode() ? null : json;
        } catch (JacksonException e) {
            return null;
        }
    }
}
