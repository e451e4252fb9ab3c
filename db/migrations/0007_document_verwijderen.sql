-- A document that landed in the wrong dossier can be taken out; that it was there stays in the history.
grant delete on document to ambulant_app;
