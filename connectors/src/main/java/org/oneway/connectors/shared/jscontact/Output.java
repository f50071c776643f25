// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.Text;

/** The lines of a card that is being written. */
final class Output {
  private static final Parameter FIRST_CHOICE = Parameter.of("PREF", "1");

  final CardVersion version;
  final List<ContentLine> lines = new ArrayList<>();

  /** What every line of the entry at hand says: ALTID and LANGUAGE. */
  private List<Parameter> common = List.of();

  /** Keys that other languages refer to; in vCard 3.0, too, they must come back as they are. */
  private final Set<String> localized = new HashSet<>();

  /** What has variants in other languages: path, blank, member. */
  private final Set<String> variants = new HashSet<>();

  private final ObjectNode card;

  /** The groups that lines have; told when the first new one is asked for. */
  private final Set<String> groups = new HashSet<>();

  private final Map<String, String> sharedGroups = new HashMap<>();
  private final Map<String, Integer> organizationLines = new HashMap<>();
  private int groupNumber;

  Output(CardVersion version, ObjectNode card) {
    this.version = version;
    this.card = card;
    for (JsonNode patches : card.path("localizations")) {
      patches.properties().forEach(patch -> localize(patch.getKey(), patch.getValue()));
    }
  }

  private void localize(String path, JsonNode value) {
    localized.addAll(Text.split(path, '/'));
    if (value.isObject()) {
      variants.add(path + " ");
      value.fieldNames().forEachRemaining(member -> variants.add(path + " " + member));
    }
    spokenPath(path).ifPresent(of -> variants.add(of + " " + ContactWriter.SPOKEN));
  }

  /** What a patch of this path says how to speak: the name or an address. */
  static Optional<String> spokenPath(String path) {
    int slash = path.lastIndexOf('/');
    String last = path.substring(slash + 1);
    boolean isSpoken = last.equals("phoneticSystem") || last.equals("phoneticScript");
    String of = slash < 0 ? "" : path.substring(0, slash);
    boolean isAddress = of.startsWith("addresses/") && of.indexOf('/') == of.lastIndexOf('/');
    return isSpoken && (of.equals("name") || isAddress) ? Optional.of(of) : Optional.empty();
  }

  /** Takes PROP-ID from the lines whose key nobody refers to. */
  void dropKeys(Set<String> others) {
    lines.replaceAll(
        line ->
            line.parameter("PROP-ID")
                    .filter(key -> !localized.contains(key) && !others.contains(key))
                    .isPresent()
                ? line.without("PROP-ID")
                : line);
  }

  /** Whether what is at {@code path} has a variant that has this member; empty for any. */
  boolean isLocalized(String path, String member) {
    return !variants.isEmpty() && variants.contains(path + " " + member);
  }

  boolean isOld() {
    return version == CardVersion.V3_0;
  }

  void common(List<Parameter> parameters) {
    common = List.copyOf(parameters);
  }

  /** A group that no line has yet. */
  String newGroup() {
    if (groups.isEmpty()) {
      groups.add("");
      for (JsonNode property : card.path("vCardProps")) {
        groups.add(property.path(1).path("group").asText());
      }
      card.forEach(member -> member.forEach(entry -> groups.add(group(entry))));
    }
    String group;
    do {
      group = "item" + ++groupNumber;
    } while (!groups.add(group));
    return group;
  }

  /** The label of a group whose X-ABLabel travels as it is, as a user reads it. */
  Optional<String> labelThatTravels(String group) {
    for (JsonNode property : card.path("vCardProps")) {
      if (property.path(0).asText().equals("x-ablabel")
          && property.path(1).path("group").asText().equals(group)) {
        return Optional.of(LabelRules.read(property.path(3).asText()));
      }
    }
    return Optional.empty();
  }

  /** Remembers which line an organisation became. */
  void organizationLine(String key, int index) {
    organizationLines.put(key, index);
  }

  /** Puts the line of an organisation into a group. */
  void regroup(String organization, String group) {
    Integer index = organizationLines.get(organization);
    if (index != null) {
      lines.set(index, lines.get(index).inGroup(group));
    }
  }

  Optional<String> knownGroup(String what) {
    return Optional.ofNullable(sharedGroups.get(what));
  }

  void shareGroup(String what, String group) {
    sharedGroups.put(what, group);
  }

  private static String group(JsonNode entry) {
    return entry.path("vCardParams").path("group").asText();
  }

  /** Starts a line for an entry of an Id map. */
  Line entry(String name, String key, JsonNode entry) {
    Line line = new Line(name);
    line.group = group(entry);
    if (!key.isEmpty()) {
      line.parameters.add(Parameter.of("PROP-ID", key));
    }
    line.contexts(entry.path("contexts"));
    line.pref(entry.path("pref"));
    line.rest(entry.path("vCardParams"));
    if (entry.path("label").isTextual() && !entry.path("label").asText().isEmpty()) {
      line.label(entry.path("label").asText());
    }
    return line;
  }

  /** Starts a line that belongs to the card itself. */
  Line line(String name) {
    return new Line(name);
  }

  /** A line that is being put together. */
  final class Line {
    private final String name;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private String group = "";
    private String label = "";

    private Line(String name) {
      this.name = name;
    }

    private void contexts(JsonNode contexts) {
      typeIf(contexts.path("private"), "home");
      typeIf(contexts.path("work"), "work");
    }

    Line typeIf(JsonNode flag, String type) {
      return flag.asBoolean() ? type(type) : this;
    }

    /** Adds a word of TYPE, if the version allows it; old programs know them in capitals. */
    Line type(String type) {
      if ((isOld() || Forms.isToken(type)) && !types.contains(type)) {
        types.add(type);
      }
      return this;
    }

    private void pref(JsonNode pref) {
      if (!pref.isIntegralNumber()) {
        return;
      }
      if (isOld() && pref.asInt() == 1) {
        type("pref");
      } else {
        add(Parameter.of("PREF", pref.asText()));
      }
    }

    /** What travels as {@code vCardParams}. */
    Line rest(JsonNode vCardParams) {
      for (Parameter parameter : RawProperties.parameters(vCardParams)) {
        if (parameter.name().equals("TYPE")) {
          parameter.values().forEach(this::type);
        } else if (isOld() && parameter.equals(FIRST_CHOICE)) {
          type("pref");
        } else if (!parameter.name().equals("PROP-ID")) {
          add(parameter);
        }
      }
      return this;
    }

    Line label(String text) {
      label = text;
      if (group.isEmpty()) {
        group = newGroup();
      }
      return this;
    }

    Line group(String other) {
      group = other;
      return this;
    }

    String group() {
      return group;
    }

    Line parameter(String parameter, String value) {
      parameters.add(Parameter.of(parameter, value));
      return this;
    }

    Line parameterIf(String parameter, JsonNode value) {
      if (value.isValueNode() && !value.asText().isEmpty()) {
        add(Parameter.of(parameter, value.asText()));
      }
      return this;
    }

    /** What 4.0 does not allow comes back as JSPROP. */
    private void add(Parameter parameter) {
      if (isOld() || Forms.isValid(parameter)) {
        parameters.add(parameter);
      }
    }

    /** Takes all parameters back but the types. */
    Line withoutParameters() {
      parameters.clear();
      return this;
    }

    /** Takes a parameter back that is not to be written as one. */
    Optional<String> take(String parameter) {
      for (Parameter p : parameters) {
        if (p.name().equals(parameter)) {
          parameters.remove(p);
          return Optional.of(p.values().get(0));
        }
      }
      return Optional.empty();
    }

    void text(String text) {
      value(Text.escape(text));
    }

    /** A URI, in which nothing is escaped but a backslash. */
    void uri(String uri) {
      value(uri.indexOf('\\') < 0 ? uri : uri.replace("\\", "\\\\"));
    }

    void value(String value) {
      List<Parameter> all = new ArrayList<>(parameters);
      if (!types.isEmpty()) {
        if (isOld()) {
          types.replaceAll(type -> type.toUpperCase(Locale.ROOT));
        }
        all.add(new Parameter("TYPE", types));
      }
      all.addAll(common);
      lines.add(new ContentLine(group, name, all, value, 0));
      if (!label.isEmpty()) {
        String written = isOld() ? LabelRules.write(label) : label;
        lines.add(ContentLine.of("X-ABLABEL", List.of(), Text.escape(written)).inGroup(group));
      }
    }
  }
}
