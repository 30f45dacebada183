package io.plimsoll.platform.http;

import io.plimsoll.contracts.Problem;
import io.plimsoll.platform.problem.ProblemType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Tells in each service's OpenAPI document how to say who asks, and how problems look. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {
  private static final String API_KEY = "api_key";
  private static final String BEARER = "bearer";
  private static final String PROBLEM = "Problem";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Components components =
        document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
    document.setComponents(
        components
            .addSecurityScheme(
                API_KEY,
                OASFactory.createSecurityScheme()
                    .type(SecurityScheme.Type.APIKEY)
                    .in(SecurityScheme.In.HEADER)
                    .name("X-API-Key"))
            .addSecurityScheme(
                BEARER,
                OASFactory.createSecurityScheme()
                    .type(SecurityScheme.Type.HTTP)
                    .scheme("bearer")
                    .bearerFormat("JWT"))
            .addSchema(PROBLEM, problem())
            .addSchema("FieldFault", fieldFault()));
    document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(API_KEY));
    document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(BEARER));
  }

  @Override
  public Operation filterOperation(Operation operation) {
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    operation.getResponses().addAPIResponse("default", answer());
    return operation;
  }

  private static APIResponse answer() {
    return OASFactory.createAPIResponse()
        .description("A problem; clients branch on its type")
        .content(
            OASFactory.createContent()
                .addMediaType(
                    Problem.MEDIA_TYPE,
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM))));
  }

  private static Schema problem() {
    Schema type = text().description("What clients branch on");
    Arrays.stream(ProblemType.values()).forEach(known -> type.addEnumeration(known.uri()));
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .description("RFC 9457")
        .addProperty("type", type)
        .addProperty("title", text())
        .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
        .addProperty("detail", text().description("What was found and what was expected"))
        .addProperty("instance", text().description("The id of a defect, which the log has too"))
        .addProperty("field", text().description("The member or parameter at fault"))
        .addProperty(
            "errors",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.ARRAY)
                .items(OASFactory.createSchema().ref("#/components/schemas/FieldFault")))
        .required(List.of("type", "title", "status"));
  }

  private static Schema fieldFault() {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .addProperty("field", text())
        .addProperty("detail", text());
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
  }
}
