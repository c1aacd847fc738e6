"""Pages, REST API and command line: the only place that knows Gradio, FastAPI and Typer."""
