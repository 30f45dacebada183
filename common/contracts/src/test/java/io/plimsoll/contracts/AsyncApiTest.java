package io.plimsoll.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documents of the events say what the records and topics say. */
class AsyncApiTest {
  private static final Path DOCUMENT = Path.of("../../docs/asyncapi.json");
  private static final Path EVENTS = Path.of("../../docs/events.md");
  private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\" : \"#/([^\"]+)\"");

  @Test
  void isTheCommittedDocument() throws IOException {
    String generated = generated();
    if ("true".equals(System.getenv("PLIMSOLL_WRITE_DOCS"))) {
      Files.writeString(DOCUMENT, generated);
    }

    assertThat(Files.readString(DOCUMENT))
        .as("write it again: PLIMSOLL_WRITE_DOCS=true ./mvnw -pl common/contracts -am test")
        .isEqualTo(generated);
  }

  @Test
  void refersToWhatIsThere() throws IOException {
    var document = ContractJson.mapper().readTree(generated());
    Matcher references = REFERENCE.matcher(generated());

    while (references.find()) {
      assertThat(document.at("/" + references.group(1)).isMissingNode())
          .as(references.group(1))
          .isFalse();
    }
  }

  @Test
  void isTheSameStoryAsTheEventsPage() throws IOException {
    String page = Files.readString(EVENTS);

    Set<String> untold =
        Catalogue.messages().values().stream()
            .flatMap(messages -> messages.stream().map(message -> message.type().name()))
            .map(name -> name.replaceAll("(Accepted|Rejected)$", ""))
            .filter(name -> !page.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    Topics.live().stream()
        .map(Topic::name)
        .filter(name -> !page.contains("`" + name + "`"))
        .forEach(untold::add);
    assertThat(untold).isEmpty();
  }

  private static String generated() throws IOException {
    return ContractJson.mapper()
            .writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .writeValueAsString(new AsyncApi().document())
        + "\n";
  }
}
