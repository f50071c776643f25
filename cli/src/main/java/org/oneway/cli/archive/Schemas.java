// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The schemas of the working group's draft (draft-ietf-mailmaint-pdparchive-00), repaired. */
final class Schemas {
  /** For {@code archive.json} and {@code index.json}. */
  static final Schemas ARCHIVE = new Schemas("archive-schema.json");

  /** For {@code folder.json}. */
  static final Schemas FOLDER = new Schemas("folder-schema.json");

  private final JsonSchema schema;

  private Schemas(String file) {
    this.schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(text(file), InputFormat.JSON);
  }

  private static String text(String file) {
    try (InputStream in = Schemas.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("not built in: " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What of {@code json} is not as the schema has it, in the words of the validator. */
  List<String> violations(JsonNode json) {
    return schema
        .validate(json, context -> context.getExecutionConfig().setLocale(Locale.ENGLISH))
        .stream()
        .map(ValidationMessage::getMessage)
        .sorted()
        .toList();
  }
}
