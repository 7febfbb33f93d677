package pipeline

import (
	"context"

	"annals/output"
	"annals/schemas"
	"annals/stages"
	"annals/stages/validate"
	"annals/stages/verify"
)

// ReadChecks reads from a published folder what verification needs: documents
// (without their texts), figures with their sentences, checks and their figures.
func ReadChecks(dir string) (*stages.Batch, error) {
	folder, err := output.OpenFolder(dir)
	if err != nil {
		return nil, err
	}
	var rows schemas.Rows
	if err := folder.Read(&rows, schemas.TableDocuments, schemas.TableFigures, schemas.TableChecks, schemas.TableCheckFigures); err != nil {
		return nil, err
	}
	for i := range rows.Documents {
		rows.Documents[i].Text = ""
	}
	return &stages.Batch{Documents: rows.Documents, Figures: rows.Figures, Checks: rows.Checks, CheckFigures: rows.CheckFigures}, nil
}

// AnswerClaim holds a claim in a person's own words against a batch, figure by
// figure. A claim without a figure gives no answers.
func (e *Extractor) AnswerClaim(ctx context.Context, text string, b *stages.Batch) ([]verify.Answer, error) {
	doc := &stages.Document{ID: validate.DocumentID(text), URI: "claim", ContentSHA256: emptyHash, MediaType: "text/plain", Language: "en", Kind: stages.KindNews, Text: text}
	var claim stages.Batch
	if err := e.Extract(ctx, doc, &claim); err != nil {
		return nil, err
	}
	return e.verifier.Answers(claim.Figures, b), nil
}

// emptyHash is the SHA-256 of no bytes, for a text that no file holds.
const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
