// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Header fields in their order; names are compared without regard to case. */
public record ScriptedHeaders(List<Field> fields) {
  /** One header field as it is on the wire. */
  public record Field(String name, String value) {
    boolean is(String wanted) {
      return name.equalsIgnoreCase(wanted);
    }
  }

  public ScriptedHeaders {
    fields = List.copyOf(fields);
  }

  /** From name, value, name, value … */
  public static ScriptedHeaders of(String... namesAndValues) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new ScriptedHeaders(fields);
  }

  public Optional<String> first(String name) {
    return fields.stream().filter(field -> field.is(name)).map(Field::value).findFirst();
  }

  /** In place of all fields of this name. */
  public ScriptedHeaders with(String name, String value) {
    return without(name).plus(name, value);
  }

  /** Beside fields of this name. */
  public ScriptedHeaders plus(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new ScriptedHeaders(more);
  }

  public ScriptedHeaders without(String name) {
    return new ScriptedHeaders(fields.stream().filter(field -> !field.is(name)).toList());
  }

  /** As they stand in a message, each with its line end. */
  String lines() {
    return fields.stream()
        .map(field -> field.name() + ": " + field.value() + "\r\n")
        .collect(Collectors.joining());
  }
}
