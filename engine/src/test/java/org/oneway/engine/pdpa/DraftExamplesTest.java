// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.FolderFile.Entry;

/** The examples of draft-ietf-mailmaint-pdparchive-00, slips included. */
final class DraftExamplesTest {
  private static Path examples() throws URISyntaxException {
    URL url = DraftExamplesTest.class.getResource("/pdpa-ietf/examples");
    if (url == null) {
      throw new IllegalStateException("the examples are not there");
    }
    return Path.of(url.toURI());
  }

  private static byte[] example(String name) throws IOException, URISyntaxException {
    return Files.readAllBytes(examples().resolve(name));
  }

  private static ObjectNode json(String name) throws IOException, URISyntaxException {
    return Json.object(name, example(name)).json();
  }

  @TestFactory
  Stream<DynamicTest> everyExampleIsReadAsJson() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(examples())) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(names).hasSize(12);
      return names.stream()
          .map(name -> DynamicTest.dynamicTest(name, () -> assertThat(json(name)).isNotEmpty()));
    }
  }

  @Test
  void archiveSaysWhatItHolds() throws IOException, URISyntaxException {
    ArchiveMetadata metadata = ArchiveMetadata.of(json("archive.json"));
    assertThat(metadata.id()).isEqualTo("b47c1b85-c085-48b9-ae15-cb1b455422cd");
    assertThat(metadata.extent()).isEqualTo(ArchiveMetadata.Extent.FULL);
    assertThat(metadata.dataTypes()).containsExactly("MAIL");
    assertThat(metadata.completeTypes()).containsExactly(DataType.MAIL);
    assertThat(metadata.timestamp()).contains(Instant.parse("2025-10-18T23:20:59Z"));
    assertThat(metadata.chain()).isEmpty();
  }

  @Test
  void folderListsItsItems() throws IOException, URISyntaxException {
    FolderFile folder = FolderFileCodec.read("folder.json", example("folder.json"));
    assertThat(folder.name("directory")).isEqualTo("AVClub");
    assertThat(folder.role()).contains("sent");
    assertThat(folder.uid()).contains("M6d99ac3275bb4e");
    assertThat(folder.entries())
        .containsExactly(
            new Entry(Optional.of("1"), "msg-1.eml", flags("$seen")),
            new Entry(Optional.of("3"), "msg-3.eml", flags("$flagged", "$seen")),
            new Entry(Optional.of("15"), "imported-ABC.eml", flags("$answered", "$forwarded")));
  }

  private static String flags(String... flags) {
    return Stream.of(flags)
        .map(flag -> "\"" + flag + "\":true")
        .collect(Collectors.joining(",", "{\"keywords\":{", "}}"));
  }

  @Test
  void folderWithoutCommasBetweenItsItemsIsRead() throws IOException, URISyntaxException {
    FolderFile folder = FolderFileCodec.read("folder.json", example("folder-new-temp.json"));
    assertThat(folder.entries()).hasSize(3);
  }

  @Test
  void incrementalFolderNamesWhatIsRemoved() throws IOException, URISyntaxException {
    FolderFile folder = FolderFileCodec.read("folder.json", example("folder-incremental.json"));
    assertThat(folder.removed()).containsExactly("3", "15");
    assertThat(folder.role()).contains("sent");
    assertThat(folder.entries()).hasSize(5);
  }

  @Test
  void firstDraftsMapsWithBareNumbersAreRead() throws IOException {
    String first =
        """
        { "role": "sent", "highest_modseq": 18446744073709551615,
          "uids": { 1: "msg-1.eml", 15: "imported-ABC.eml", },
          "flags": { 1: ["$seen"], }
        }
        """;
    FolderFile folder = FolderFileCodec.read("folder.json", first.getBytes(StandardCharsets.UTF_8));
    assertThat(folder.entries())
        .containsExactly(
            new Entry(Optional.of("1"), "msg-1.eml", flags("$seen")),
            new Entry(Optional.of("15"), "imported-ABC.eml"));
    assertThat(folder.header().path("highest_modseq").bigIntegerValue())
        .isEqualTo("18446744073709551615");
  }

  @Test
  void addressBookAfterStrayLineIsRead() throws IOException, URISyntaxException {
    CollectionFile book = new CollectionFile(json("address-book2.json"));
    assertThat(book.name()).contains("Autosaved");
    assertThat(book.uid()).contains("cd40089d-35f9-4fd7-980b-ba3a9f1d74fe");
  }

  @Test
  void contactBecomesCardWithItsAddressBooks() throws IOException, URISyntaxException {
    ItemFile card = ItemFile.read("contact.json", example("contact.json"));
    assertThat(card.item().uid()).contains(new Uid("22B2C7DF-9120-4969-8460-05956FE6B065"));
    assertThat(card.item().json().path("@type").asText()).isEqualTo("Card");
    assertThat(card.item().updated()).contains(Instant.parse("2021-10-31T22:27:10Z"));
    assertThat(card.item().updatedTrusted()).isTrue();
    assertThat(card.collections()).containsExactly("062adcfa-105d-455c-bc60-6db68b69c3f3");
    assertThat(card.item().json().has("addressBookIds")).isFalse();
    assertThat(card.findings()).isEmpty();
  }

  @Test
  void groupIsCardToo() throws IOException, URISyntaxException {
    ItemFile card = ItemFile.read("group-contact.json", example("group-contact.json"));
    assertThat(card.item().json().path("members").size()).isEqualTo(2);
  }

  @Test
  void wholeExamplesMakeAnArchive(@TempDir Path directory) throws IOException, URISyntaxException {
    Files.copy(examples().resolve("archive.json"), directory.resolve("archive.json"));
    Path contacts = Files.createDirectory(directory.resolve("contacts"));
    for (String name :
        List.of("contact.json", "group-contact.json", "address-book1.json", "address-book2.json")) {
      Files.copy(examples().resolve(name), contacts.resolve(name));
    }
    ArchiveReader reader = ArchiveReader.open(directory);
    assertThat(reader.folders())
        .extracting(folder -> folder.folder().name())
        .containsExactly("Personal", "Autosaved", "Contacts");
    assertThat(reader.listing(reader.folders().get(0)).items())
        .extracting(Listing.Listed::path)
        .containsExactly("contacts/contact.json");
    assertThat(reader.listing(reader.folders().get(1)).items()).isEmpty();
    assertThat(reader.listing(reader.folders().get(2)).items())
        .extracting(Listing.Listed::path)
        .containsExactly("contacts/group-contact.json");
  }
}
