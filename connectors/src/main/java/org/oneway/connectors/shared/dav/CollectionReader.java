// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;

/** Makes collections of what a server says of them. */
final class CollectionReader {
  static final Name RESOURCE_TYPE = Name.dav("resourcetype");
  static final Name DISPLAY_NAME = Name.dav("displayname");
  static final Name COLOR = Name.apple("calendar-color");
  static final Name ORDER = Name.apple("calendar-order");
  private static final Name TAG = Name.calendarServer("getctag");
  private static final Name TOKEN = Name.dav("sync-token");
  private static final Name REPORTS = Name.dav("supported-report-set");
  private static final Name RIGHTS = Name.dav("current-user-privilege-set");
  private static final Set<String> WRITING = Set.of("all", "write", "write-content", "bind");

  private final Service service;

  CollectionReader(Service service) {
    this.service = service;
  }

  /** The properties that say what a collection is. */
  List<Name> properties() {
    List<Name> names =
        new ArrayList<>(
            List.of(
                RESOURCE_TYPE,
                DISPLAY_NAME,
                TAG,
                TOKEN,
                REPORTS,
                RIGHTS,
                service.description(),
                new Name(service.space(), "max-resource-size"),
                COLOR,
                ORDER));
    service.components().ifPresent(names::add);
    return names;
  }

  /** Whether a resource is a collection of this service. */
  boolean isOurs(Multistatus.Member member) {
    return member
        .property(RESOURCE_TYPE)
        .filter(type -> type.has(service.resourceType()))
        .isPresent();
  }

  /** What is said of a collection; the name is not yet unlike others'. */
  Collection read(Href href, Multistatus.Member member) {
    String segment = href.lastName();
    Folder folder =
        new Folder(
            new FolderId(href.path()),
            member.words(DISPLAY_NAME).orElse(segment.isEmpty() ? "/" : segment),
            Optional.empty(),
            member.words(COLOR).flatMap(CollectionReader::color),
            order(member),
            member.words(service.description()));
    return new Collection(
        href,
        folder,
        components(member),
        member.words(TAG),
        member.words(TOKEN),
        reports(member),
        isWritable(member),
        segment.startsWith("z-server-generated") || segment.equals("contact_birthdays"),
        size(member));
  }

  /** Folders of one store have names of their own. */
  static List<Collection> withOwnNames(List<Collection> all) {
    Map<String, Integer> count = new HashMap<>();
    all.forEach(c -> count.merge(c.folder().name(), 1, Integer::sum));
    List<Collection> named = new ArrayList<>();
    for (Collection collection : all) {
      Folder folder = collection.folder();
      boolean isAlone = count.getOrDefault(folder.name(), 1) == 1;
      named.add(
          isAlone
              ? collection
              : withName(collection, folder.name() + " (" + collection.href().lastName() + ")"));
    }
    return named;
  }

  private static Collection withName(Collection c, String name) {
    Folder f = c.folder();
    return new Collection(
        c.href(),
        new Folder(f.id(), name, f.role(), f.color(), f.order(), f.description()),
        c.components(),
        c.tag(),
        c.token(),
        c.reports(),
        c.isWritable(),
        c.isGenerated(),
        c.largest());
  }

  /** Apple's colours have an alpha that CSS before level 4 has not. */
  private static Optional<String> color(String text) {
    return text.matches("#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?")
        ? Optional.of(text.substring(0, 7).toLowerCase(Locale.ROOT))
        : Optional.of(text).filter(t -> t.matches("#[0-9A-Fa-f]{3}|[a-z]{3,20}"));
  }

  private static OptionalLong order(Multistatus.Member member) {
    return member
        .words(ORDER)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }

  private OptionalLong size(Multistatus.Member member) {
    return member
        .words(new Name(service.space(), "max-resource-size"))
        .filter(text -> text.matches("\\d{1,18}"))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }

  private Set<String> components(Multistatus.Member member) {
    Set<String> found = new LinkedHashSet<>();
    service
        .components()
        .flatMap(member::property)
        .ifPresent(
            set ->
                set.children()
                    .forEach(
                        comp ->
                            Optional.ofNullable(comp.attributes().get("name"))
                                .ifPresent(name -> found.add(name.toUpperCase(Locale.ROOT)))));
    return found;
  }

  /** Some servers leave out the element between. */
  private static Set<Name> reports(Multistatus.Member member) {
    Set<Name> found = new LinkedHashSet<>();
    member
        .property(REPORTS)
        .ifPresent(
            set -> {
              for (Element supported : set.children()) {
                for (Element report : supported.children()) {
                  found.add(report.name());
                  report.children().forEach(inner -> found.add(inner.name()));
                }
              }
            });
    return found;
  }

  private static boolean isWritable(Multistatus.Member member) {
    Optional<Element> rights = member.property(RIGHTS);
    return rights.isEmpty()
        || rights.get().children().stream()
            .flatMap(privilege -> privilege.children().stream())
            .anyMatch(privilege -> WRITING.contains(privilege.name().local()));
  }
}
