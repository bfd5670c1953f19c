package org.jinn.cli;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code --json} prints. JSON has no NaN: what could not be computed is {@code null}. */
final class Json {
    private static final TypeAdapter<Double> NUMBER =
            new TypeAdapter<>() {
                @Override
                public void write(JsonWriter out, Double value) throws IOException {
                    if (value == null || !Double.isFinite(value)) {
                        out.nullValue();
                    } else {
                        out.value(value);
                    }
                }

                @Override
                public Double read(JsonReader in) {
                    throw new UnsupportedOperationException("only written");
                }
            };

    private static final GsonBuilder BUILDER =
            new GsonBuilder()
                    .disableHtmlEscaping()
                    .serializeNulls()
                    .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                    .registerTypeAdapter(Double.class, NUMBER)
                    .registerTypeAdapter(double.class, NUMBER)
                    .registerTypeHierarchyAdapter(
                            Path.class,
                            (com.google.gson.JsonSerializer<Path>)
                                    (p, type, context) ->
                                            new com.google.gson.JsonPrimitive(p.toString()));

    /** Everything on one line. */
    static final Gson LINE = BUILDER.create();

    private static final Gson PRETTY = BUILDER.setPrettyPrinting().create();

    private Json() {}

    static String pretty(Object value) {
        return PRETTY.toJson(value);
    }
}
